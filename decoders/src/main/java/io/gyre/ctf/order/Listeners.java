package io.gyre.ctf.order;

/**
 * Who is told of what lies around the events.
 *
 * @param range what lies outside of it is not read
 */
record Listeners(PacketListener packets, StreamListener streams, TimeRange range) {
    static final Listeners NONE = new Listeners(PacketListener.NONE, StreamListener.NONE, TimeRange.ALL);
}
