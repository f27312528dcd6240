/** Versions and hard bounds of both contracts. A peer that exceeds a bound is cut off with a named reason. */

/** Protocol version of the bridge contract; a bridge with another major version is refused at the handshake. */
export const BRIDGE_PROTOCOL = 1;

/** Largest frame in either direction, bytes. Burst columns and snapshots stay well below it. */
export const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/** Bytes a bridge keeps for a workbench that does not read them; with more it gives the workbench up. */
export const MAX_UNREAD_BYTES = 8 * MAX_FRAME_BYTES;

/** A side that has sent nothing for this long gets a ping; after twice this the silence is told. */
export const HEARTBEAT_MS = 400;

/**
 * A side that has answered nothing for this long is given up: the bridge then releases its functions, the workbench ends its sessions.
 * Long, because a device call may keep a bridge busy for seconds; a process that dies is noticed at once by its closed pipe.
 */
export const PATIENCE_MS = 15_000;

/** Targets and bursts one bridge keeps open at a time. */
export const MAX_OPEN_TARGETS = 64;
export const MAX_BURSTS = 64;

/** A bridge that has not answered the handshake by then is given up. */
export const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Largest DMA buffer a request may allocate, bytes. */
export const MAX_BUFFER_BYTES = 64 * 1024 * 1024;

/** Largest sum of the buffers of one function, bytes: a runaway program must not take the host's memory. */
export const MAX_BUFFERS_BYTES = 8 * MAX_BUFFER_BYTES;

/** Largest payload or answer of one region request, bytes. */
export const MAX_TRANSFER_BYTES = 1024 * 1024;
