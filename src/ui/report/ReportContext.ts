import { createContext, useContext } from "react";
import type { Reporting } from "./useReport";

const ReportContext = createContext<Reporting | null>(null);

export const ReportProvider = ReportContext.Provider;

export function useReporting(): Reporting {
  const reporting = useContext(ReportContext);
  if (!reporting) throw new Error("useReporting outside of ReportProvider");
  return reporting;
}
