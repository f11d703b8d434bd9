package io.gyre.ctf.order;

import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;

/** Is told of each packet when it is opened, ahead of its first event. */
@FunctionalInterface
interface PacketListener {
    PacketListener NONE = (_, _) -> {};

    void opened(StreamInfo stream, PacketHeader packet);
}
