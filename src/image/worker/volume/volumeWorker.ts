/** The worker that holds a volume. */
import { createVolumeHost } from "./host";
import type { VolumeReplyMessage, VolumeRequestMessage } from "./requests";

const scope = globalThis as unknown as {
  postMessage(message: VolumeReplyMessage, transfer: readonly Transferable[]): void;
  onmessage: ((event: MessageEvent<VolumeRequestMessage>) => void) | null;
};

const answer = createVolumeHost((message, transfer) => scope.postMessage(message, transfer));

scope.onmessage = ({ data }) => void answer(data);
