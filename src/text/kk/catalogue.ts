import type { Catalogue } from "../messages";

export const catalogue: Catalogue = {};
