import type { GeneratedFile } from "../pipeline/model.ts";
import { buildSite, type SiteInput } from "./site.ts";

/**
 * Builds the site for a sandbox at an address. The samples name the address, so that a copied command works unchanged.
 *
 * @throws {DescriptionError} if a link of the profile leads nowhere
 * @throws {Error} if the profile has no credentials for a sandbox, or Redocly fails
 */
export async function buildSandboxSite(site: SiteInput, baseUrl: string): Promise<GeneratedFile[]> {
	const { sandboxCredentials } = site.profile;
	if (sandboxCredentials === undefined) throw new Error("expected credentials for a sandbox in the profile, found none");
	const { username, password } = sandboxCredentials;
	const credentials = { username: { literal: username }, password: { literal: password } };
	return buildSite({ root: "/", ...site, target: { baseUrl, credentials } });
}
