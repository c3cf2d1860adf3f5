import type { ReactNode } from "react";

/** A part with its name, kept together on one page where it fits there. */
export function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="report-part">
      <h2>{name}</h2>
      {children}
    </section>
  );
}
