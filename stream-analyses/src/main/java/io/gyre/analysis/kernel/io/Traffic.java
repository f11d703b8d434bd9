package io.gyre.analysis.kernel.io;

/** What went over a network interface. */
public record Traffic(long sentPackets, long sentBytes, long receivedPackets, long receivedBytes) {

    public static final Traffic NONE = new Traffic(0, 0, 0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(sentPackets + other.sentPackets, sentBytes + other.sentBytes,
                receivedPackets + other.receivedPackets, receivedBytes + other.receivedBytes);
    }
}
