import { isLoopback } from "../../core/operation/loopback.ts";
import { quoteForShell } from "../../core/operation/shell.ts";
import { EXAMPLE_CONVERSATION_SID, EXAMPLE_SERVICE_SID, SANDBOX_CREDENTIALS } from "../placeholders.ts";

/** The settings of `--set`, for the help. */
export const SETTINGS_HELP: readonly string[] = [
	"accountSid=AC…                    the account of API keys and of seeds",
	"credentials=name:password         the only credentials to accept (default: all well-formed ones)",
	"delivery=null|summary             delivery of conversation messages",
	"dateUpdated=created|null          date_updated before the first change",
	"createdAttributes=null|empty      attributes of a channel message created without any",
	"pageSizeOverMaximum=reject|clamp  a PageSize over the maximum",
	"emptyUpdate=reject|accept         an update without a field",
	"emptyCreate=reject|accept         a message without text, file and template, where none is required",
	"unknownFields=ignore|reject       fields that are not documented",
	"preWebhooks=participants|all      whose changes a pre-action webhook asks about",
	"stoppedStatus=400|403             the status of a change that a pre-action webhook stopped",
	"defaultServiceSid=IS…             the service of paths without one; separates the messages of services",
	"attributesLimit, authorLimit, bodyLimit, contentVariablesLimit=number",
];

/** How to call the sandbox: a curl command that works as printed, this package's client, and the official one. */
export function startupMessage(url: string, settings: Readonly<Record<string, string>>): readonly string[] {
	const credentials =
		settings.credentials ?? `${settings.accountSid ?? SANDBOX_CREDENTIALS.username}:${SANDBOX_CREDENTIALS.password}`;
	const [name = "", password = ""] = credentials.split(/:(.*)/s);
	const quoted = (text: string) => JSON.stringify(text);
	const [user, secret] = name.startsWith("SK") ? ["apiKey", "apiSecret"] : ["accountSid", "authToken"];
	const { protocol, hostname } = new URL(url);
	const insecure = protocol === "http:" && !isLoopback(hostname) ? ", allowInsecureHttp: true" : "";
	return [
		"",
		"  curl",
		`    curl '${url}/v1/Services/${EXAMPLE_SERVICE_SID}/Conversations/${EXAMPLE_CONVERSATION_SID}/Messages' \\`,
		`      --user ${quoteForShell(credentials)} --data-urlencode 'Body=Hello'`,
		"",
		"  twilio-messages",
		`    createClient({ ${user}: ${quoted(name)}, ${secret}: ${quoted(password)}, baseUrl: ${quoted(url)}${insecure} })`,
		"",
		"  twilio (the official package; TWILIO_REGION and TWILIO_EDGE must be unset)",
		`    const client = twilio(${quoted(name)}, ${quoted(password)});`,
		`    client.conversations.baseUrl = client.chat.baseUrl = ${quoted(url)};`,
		"",
		`  State, faults and the recording: ${url}/_sandbox`,
		"",
	];
}
