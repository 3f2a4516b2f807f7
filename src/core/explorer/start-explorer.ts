import { messageOf } from "../operation/message-of.ts";
import { type CallForm, createForm } from "./call-form.ts";
import { createCallSender } from "./caller.ts";
import { linkTo, readLink } from "./deep-link.ts";
import { createLayout } from "./explorer-layout.ts";
import type { Arguments, ExplorerOptions } from "./explorer-options.ts";
import { createFaultPanel } from "./fault-panel.ts";
import { MOST_EVENTS, type PastEvent, showHistory, showWebhooks, withEvent } from "./history-panel.ts";
import { createOperationList } from "./operation-list.ts";
import { exchangesOfCall } from "./past-calls.ts";
import { createRequestPane } from "./request-pane.ts";
import { showResources } from "./resource-panel.ts";
import { createAdmin, type SandboxAdmin } from "./sandbox-admin.ts";
import { createStatePanel } from "./state-panel.ts";
import { createTabStorage, type KeptState } from "./tab-storage.ts";

/** Starts the application in an element of the page. Ends when the state of an earlier page is back, and a request can be sent. */
export async function startExplorer(options: ExplorerOptions): Promise<void> {
	const { root, data, operations, connection } = options;
	const admin = createAdmin(connection);
	const storage = createTabStorage(options.storageKey);
	const list = createOperationList(data.operations, operations);
	const requestPane = createRequestPane(options);
	let shown: { readonly operationId: string; readonly form: CallForm } | undefined;
	let past: readonly PastEvent[] = storage.kept.past ?? [];
	/** The event of the history that is shown. */
	let current: string | undefined;
	const complain = (error: unknown) => layout.say(messageOf(error), true);
	const run = (act: () => Promise<void>, done: string) => {
		act().then(() => layout.say(done), complain);
	};
	const faults = createFaultPanel(admin, run, () => shown?.operationId ?? "");
	const state = createStatePanel(admin, run, () => setPast([]));
	const layout = createLayout(options, { list: list.node, request: requestPane.node, faults: faults.node, state });
	const caller = createCallSender(options, layout, requestPane, {
		onCall: (call) => storage.keep({ calls: [call, ...(storage.kept.calls ?? [])].slice(0, MOST_EVENTS) }),
		onShow({ id }) {
			if (id === current) return;
			current = id;
			drawHistory();
		},
	});

	const drawHistory = () =>
		showHistory(layout.history, past, current, (event) => {
			const exchanges = exchangesOfCall(event, past, storage.kept.calls ?? []);
			caller.show(
				exchanges,
				exchanges.find(({ id }) => id === event.id),
			);
			layout.responseHeading.focus();
		});
	const setPast = (events: readonly PastEvent[]) => {
		past = events;
		drawHistory();
		showWebhooks(layout.webhooks, past);
		storage.keep({ past });
	};
	const refresh = async () => {
		const snapshot = await admin.state();
		showResources(layout.resources, snapshot, options, (operationId, values) => {
			history.replaceState(null, "", linkTo("", operationId, {}));
			select(operationId, { ...storage.kept.entered?.[operationId], ...values });
			shown?.form.heading.focus();
		});
		const active = await admin.faults();
		faults.show(active);
		storage.keep({ snapshot, faults: active });
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
			onProblem: (message) => layout.say(message, true),
		});
		shown = { operationId: id, form };
		layout.form.replaceChildren(form.node);
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
		if (!isKnown) layout.say(`There is no operation ${link.operationId}.`, true);
	};

	root.replaceChildren(layout.node);
	follow();
	setPast(past);
	addEventListener("hashchange", () => {
		follow();
		shown?.form.heading.focus();
	});
	// What was kept of an earlier version of the description may be rejected: then the sandbox stays as it is at the start.
	await restoreSandbox(admin, storage.kept).catch(() => {});
	let isDue = false;
	const refreshSoon = () => {
		if (isDue) return;
		isDue = true;
		setTimeout(() => {
			isDue = false;
			refresh().catch(complain);
		});
	};
	connection.watch((event) => {
		if (event.type !== "change") setPast(withEvent(past, event));
		refreshSoon();
	});
	refreshSoon();
}

async function restoreSandbox(admin: SandboxAdmin, { snapshot, faults = [] }: KeptState): Promise<void> {
	if (snapshot) await admin.restore(snapshot);
	for (const fault of faults) await admin.addFault(fault);
}
