package io.gyre.ctf.read;

import org.jspecify.annotations.Nullable;

/**
 * What the header and the context of one packet say. A property that the stream class does not have is null.
 *
 * @param file the path of its file as the user knows it; empty when the bytes had no name
 * @param index from 0, in its file
 * @param byteOffset of the packet's first byte in its file
 * @param packetBytes the whole packet, padding included
 * @param contentBits from the packet's start to the end of its last event
 * @param eventsBit from the packet's start, where the first event begins
 * @param dataStreamId {@code stream_instance_id} in CTF 1.8
 * @param beginCycles {@code timestamp_begin}, unsigned
 * @param endCycles {@code timestamp_end}, unsigned
 * @param discardedEvents the cumulative counter at the packet's end
 * @param cpuId the member {@code cpu_id} of the packet context
 */
public record PacketHeader(String file, long index, long byteOffset, long packetBytes, long contentBits, long eventsBit,
        long dataStreamClassId, @Nullable Long dataStreamId, @Nullable Long beginCycles, @Nullable Long endCycles,
        @Nullable Long sequenceNumber, @Nullable Long discardedEvents, @Nullable Integer cpuId) {

    /** Where a packet lies, before its header is read. */
    public record Origin(String file, long index, long byteOffset) {}

    /** {@return the same packet with another begin and end} */
    public PacketHeader within(long newBeginCycles, long newEndCycles) {
        return new PacketHeader(file, index, byteOffset, packetBytes, contentBits, eventsBit, dataStreamClassId,
                dataStreamId, newBeginCycles, newEndCycles, sequenceNumber, discardedEvents, cpuId);
    }

    /** {@return whether the packet holds no event} */
    public boolean isEmpty() {
        return contentBits <= eventsBit;
    }

    /** {@return the same with another begin} */
    public PacketHeader withBegin(long cycles) {
        return new PacketHeader(file, index, byteOffset, packetBytes, contentBits, eventsBit, dataStreamClassId,
                dataStreamId, cycles, endCycles, sequenceNumber, discardedEvents, cpuId);
    }

    /** {@return the same with another end} */
    public PacketHeader withEnd(long cycles) {
        return new PacketHeader(file, index, byteOffset, packetBytes, contentBits, eventsBit, dataStreamClassId,
                dataStreamId, beginCycles, cycles, sequenceNumber, discardedEvents, cpuId);
    }

    /** {@return whether the packet says that all of it lies before a clock value} */
    public boolean endsBefore(long cycles) {
        return beginCycles != null && endCycles != null && Long.compareUnsigned(beginCycles, endCycles) <= 0
                && Long.compareUnsigned(endCycles, cycles) < 0;
    }
}
