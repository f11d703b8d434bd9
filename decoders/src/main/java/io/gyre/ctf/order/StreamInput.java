package io.gyre.ctf.order;

import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.StreamInfo;

/**
 * One data stream to be merged.
 *
 * @param afterNs events at or before this time are skipped: {@link Long#MIN_VALUE} for the chunk's own streams, the window's
 *        lower bound for carried ones
 * @param packets own for a stream of the chunk itself, whose packets are announced to {@code @OnPacket}; carried for packets
 *        that an earlier window has announced
 */
public record StreamInput(StreamInfo info, PacketSource packets, long afterNs, Origin origin) {

    /** Whose packets these are. */
    public enum Origin {
        OWN, CARRIED
    }
}
