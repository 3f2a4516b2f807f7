import { type CallForm, createForm } from "./call-form.ts";
import { createCallSender } from "./caller.ts";
import { linkTo, readLink } from "./deep-link.ts";
import type { Arguments, ExplorerOptions } from "./explorer-options.ts";
import { createView } from "./explorer-view.ts";
import { createFaultPanel } from "./fault-panel.ts";
import { type PastEvent, showHistory, showWebhooks, withEvent } from "./history-panel.ts";
import { createOperationList } from "./operation-list.ts";
import { createRequestPane } from "./request-pane.ts";
import { showResources } from "./resource-panel.ts";
import { createAdmin } from "./sandbox-admin.ts";
import { createStatePanel } from "./state-panel.ts";
import { createTabStorage } from "./tab-storage.ts";

/** Starts the application in an element of the page. Ends when the state of an earlier page is back, and a request can be sent. */
export async function startExplorer(options: ExplorerOptions): Promise<void> {
	const { root, data, operations, connection } = options;
	const admin = createAdmin(connection);
	const storage = createTabStorage(options.storageKey);
	const list = createOperationList(data.operations, operations);
	const requestPane = createRequestPane(options);
	let shown: { readonly operationId: string; readonly form: CallForm } | undefined;
	let past: readonly PastEvent[] = storage.kept.past ?? [];
	const run = (act: () => Promise<void>, done: string) => {
		act().then(
			() => view.say(done),
			(error: unknown) => view.say(error instanceof Error ? error.message : String(error), true),
		);
	};
	const faults = createFaultPanel(admin, run, () => shown?.operationId ?? "");
	const state = createStatePanel(admin, run, () => setPast([]));
	const view = createView(options, { list: list.node, request: requestPane.node, faults: faults.node, state });
	const caller = createCallSender(options, view, requestPane);

	const setPast = (events: readonly PastEvent[]) => {
		past = events;
		showHistory(view.history, past, ({ exchange }) => {
			const isLost = exchange.ending === "reset";
			caller.show({ ...exchange, isCutOff: exchange.ending !== "complete", response: isLost ? undefined : exchange.response });
			view.responseHeading.focus();
		});
		showWebhooks(view.webhooks, past);
		storage.keep({ past });
	};
	const refresh = async () => {
		const snapshot = await admin.state();
		showResources(view.resources, snapshot, options, (operationId, values) => {
			history.replaceState(null, "", linkTo("", operationId, {}));
			select(operationId, { ...storage.kept.entered?.[operationId], ...values });
			shown?.form.heading.focus();
		});
		storage.keep({ snapshot });
		await faults.refresh();
	};
	const select = (operationId: string, given?: Arguments) => {
		const operation = data.operations.find(({ id }) => id === operationId) ?? data.operations[0];
		const descriptor = operation && operations[operation.id];
		if (operation === undefined || descriptor === undefined) return;
		const { id } = operation;
		const values = (data.groups[operation.arguments] ?? []).flatMap((index) => data.values[index] ?? []);
		const form = createForm({
			...{ operation, descriptor, values },
			validators: options.requestValidators[id] ?? {},
			page: options.site === undefined ? undefined : options.site + operation.page,
			onChange() {
				storage.keep({ entered: { ...storage.kept.entered, [id]: form.read() } });
				requestPane.showCall(id, form.read());
			},
			onSend: (isChecked) => caller.send(id, form.read(), isChecked),
			onProblem: (message) => view.say(message, true),
		});
		shown = { operationId: id, form };
		view.form.replaceChildren(form.node);
		list.mark(id);
		storage.keep({ operationId: id });
		form.write(given ?? storage.kept.entered?.[id] ?? operation.examples[0]?.values ?? {});
	};
	const follow = () => {
		const link = readLink(location.hash);
		const isKnown = link === undefined || data.operations.some(({ id }) => id === link.operationId);
		// A reload keeps what was entered since.
		const isNew = link !== undefined && storage.kept.link !== location.hash && Object.keys(link.values).length > 0;
		select(link?.operationId ?? storage.kept.operationId ?? "", isKnown && isNew ? link.values : undefined);
		storage.keep({ link: location.hash });
		if (!isKnown) view.say(`There is no operation ${link.operationId}.`, true);
	};

	root.replaceChildren(view.node);
	follow();
	setPast(past);
	addEventListener("hashchange", () => {
		follow();
		shown?.form.heading.focus();
	});
	const { snapshot } = storage.kept;
	// A state of an earlier version of the description may be rejected: then the sandbox stays as it is at the start.
	if (snapshot) await admin.restore(snapshot).catch(() => {});
	let isDue = false;
	connection.watch((event) => {
		if (event.type !== "change") setPast(withEvent(past, event));
		if (isDue) return;
		isDue = true;
		setTimeout(() => {
			isDue = false;
			refresh();
		});
	});
	await refresh();
}
