package io.gyre.wire;

/**
 * A window of one of a host's session lines is answered for: the host is alive. Key: the host, so that one place sees all of its lines.
 *
 * @param chunkId whose window it is
 * @param closing whether the line ends with this window
 */
public record HostSign(LineId line, long chunkId, boolean closing) {}
