package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import io.gyre.ctf.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands in the packets of one data stream, and what the scopes read so far have left behind. Positions are in
 * bits from the start of {@link #buffer()}; a packet begins at a multiple of 64 of them.
 *
 * <p>Every reader of this stream works on one cursor, one after another. Not thread-safe.
 */
public final class PacketCursor {
    /** Elements that take no bits and cannot end a loop by running out of packet; so many are allowed in one packet. */
    private static final long EMPTY_ELEMENTS_LIMIT = 1 << 20;
    private static final byte[] NOTHING = new byte[Packet.PADDING];

    private final @Nullable StreamInfo stream;
    private @Nullable PacketHeader header;
    private byte[] buffer = NOTHING;
    private long[] slots = new long[0];
    private String file = "";
    private long packetIndex;
    private long byteOffset;
    private long start;
    private long end;
    private long position;
    private long clock;
    private long nextClock;
    private long delivered;
    private long emptyElements;
    private int cpu = -1;
    private boolean cut;
    private @Nullable DataStreamException firstBack;
    private boolean toldBack;
    private long timesBack;

    /** @param stream null while the headers of packets are read, which tell the stream */
    public PacketCursor(@Nullable StreamInfo stream) {
        this.stream = stream;
    }

    /** Stands at the first event of a packet. The clock is left as it is. */
    public void open(Packet packet) {
        PacketHeader opened = packet.header();
        Objects.checkFromIndexSize(packet.offset(), packet.length() + Packet.PADDING, packet.buffer().length);
        place(packet.buffer(), packet.offset(), opened.file(), opened.index(), opened.byteOffset());
        this.header = opened;
        this.cpu = opened.cpuId() == null ? -1 : opened.cpuId();
        this.cut = opened.contentBits() > packet.length() * 8L;
        this.end = start + (cut ? packet.length() * 8L : opened.contentBits());
        this.position = start + opened.eventsBit();
    }

    /** Stands at the start of a packet of which only the first bytes are there, and nothing is known. */
    void openUnknown(byte[] bytes, int offset, int available, PacketHeader.Origin origin) {
        place(bytes, offset, origin.file(), origin.index(), origin.byteOffset());
        this.header = null;
        this.cpu = -1;
        this.cut = true;
        this.end = start + available * 8L;
        this.position = start;
    }

    private void place(byte[] bytes, int offset, String inFile, long index, long atByte) {
        this.buffer = bytes;
        this.start = offset * 8L;
        this.file = inFile;
        this.packetIndex = index;
        this.byteOffset = atByte;
        this.emptyElements = 0;
    }

    /** Gives up on the rest of the packet: what is wrong with it has been told. */
    public void close() {
        position = end;
        cut = false;
    }

    public StreamInfo stream() {
        return Objects.requireNonNull(stream);
    }

    /** {@return the header of the packet being read} */
    public PacketHeader header() {
        return Objects.requireNonNull(header);
    }

    public byte[] buffer() {
        return buffer;
    }

    /** {@return the position of the packet's first bit} */
    public long start() {
        return start;
    }

    /** {@return the position after the last bit of the packet's content, or of what is there of it} */
    public long end() {
        return end;
    }

    public long position() {
        return position;
    }

    /** {@return the default clock's value, in cycles, as of the last event read} */
    public long clock() {
        return clock;
    }

    /** Sets the clock back, or to where a packet's begin has it. */
    public void setClock(long cycles) {
        this.clock = cycles;
    }

    /** Stands after the packet's last event. */
    public void stopAtEnd(long at, long newClock, long events) {
        this.position = at;
        this.clock = newClock;
        this.delivered += events;
    }

    /** An event is damaged, and what is left of the packet is lost; its clock is that of the event before it. */
    public void stopAtDamage(long newClock, long events) {
        this.clock = newClock;
        this.delivered += events;
    }

    /**
     * Stands before an event.
     *
     * @param newClock as the event before it has left it
     * @param eventClock as this event will have it
     */
    public void stopBefore(long at, long newClock, long eventClock, long events) {
        stopAtEnd(at, newClock, events);
        this.nextClock = eventClock;
    }

    /** {@return whether another event begins in this packet}, of which {@link #nextClock()} is then known when a loop has stopped */
    public boolean inPacket() {
        return position < end;
    }

    /** {@return the clock's value as of the event that a loop has stopped before} */
    public long nextClock() {
        return nextClock;
    }

    /** Counts events delivered by a loop that cannot stop in the usual way. */
    public void addDelivered(long events) {
        delivered += events;
    }

    /** {@return how many events have been delivered since they were taken last} */
    public long delivered() {
        return delivered;
    }

    /** {@return how many events have been delivered since the last call} */
    public long takeDelivered() {
        long events = delivered;
        delivered = 0;
        return events;
    }

    /**
     * Notes that an event, or the packet, is earlier than what was before it.
     *
     * @param at where it begins
     * @param before the clock's value so far
     * @param now its new one
     */
    public void timeGoesBack(long at, long before, long now) {
        if (firstBack == null) {
            firstBack = failure(Kind.TIME_GOES_BACK, at, "the time goes back by "
                    + Long.toUnsignedString(before - now) + " cycles, to " + Long.toUnsignedString(now));
        }
        timesBack++;
    }

    /** {@return how often time went back since the stream began} */
    public long timesBack() {
        return timesBack;
    }

    /** {@return where time went back for the first time}; null when it did not, or that was asked for already. */
    public @Nullable DataStreamException takeFirstBack() {
        DataStreamException first = toldBack ? null : firstBack;
        toldBack = first != null || toldBack;
        return first;
    }

    /** {@return what to say at the end of a stream in which time went back more than once} */
    public DataStreamException allBack() {
        return failure(Kind.TIME_GOES_BACK, end, "up to here the time went back " + timesBack
                + " times in this data stream; its events keep their order");
    }

    /** {@return whether bytes of the packet's content are missing} */
    public boolean isCut() {
        return cut;
    }

    public int cpu() {
        return cpu;
    }

    /** {@return values of lengths and selectors, by slot; at least {@code count} of them} */
    public long[] slots(int count) {
        if (slots.length < count) {
            slots = java.util.Arrays.copyOf(slots, count);
        }
        return slots;
    }

    /** {@return what to throw when {@code bits} are to be read at {@code at} and are not there} */
    public DataStreamException pastEnd(long at, long bits) {
        long left = Math.max(0, end - at);
        return cut
                ? failure(Kind.TRUNCATED, at, "the file ends here: " + bits + " bits are needed, " + left + " are left")
                : failure(Kind.PAST_CONTENT, at,
                        "cannot read " + bits + " bits, " + left + " are left of the packet's content");
    }

    /** {@return what to throw for a length, in elements or bytes, that cannot be} */
    public DataStreamException badLength(long at, long length) {
        long left = Math.max(0, end - at);
        return cut
                ? failure(Kind.TRUNCATED, at, "the file ends in a field of length " + Long.toUnsignedString(length))
                : failure(Kind.BAD_LENGTH, at, "a length of " + Long.toUnsignedString(length)
                        + " is more than the " + left + " bits left of the packet's content can hold");
    }

    /** {@return what to throw after the last event of a packet whose content is not all there} */
    public DataStreamException cutContent() {
        return failure(Kind.TRUNCATED, end,
                "the file ends here, " + (end - start) + " bits into the packet's content of "
                        + header().contentBits() + " bits");
    }

    /** {@return what to throw for a packet that belongs to another stream} */
    public DataStreamException foreignPacket() {
        return failure(Kind.UNKNOWN_STREAM_CLASS, start, "a packet of data stream class "
                + Long.toUnsignedString(header().dataStreamClassId()) + " in a stream of class "
                + Long.toUnsignedString(stream().dataStreamClass().id()));
    }

    public DataStreamException unterminatedString(long at) {
        return cut
                ? failure(Kind.TRUNCATED, at, "the file ends in a string")
                : failure(Kind.BAD_STRING, at, "a string does not end before the packet's content does");
    }

    public DataStreamException badSelector(long at, long value, FieldNode node) {
        return failure(Kind.BAD_SELECTOR, at,
                "no option of variant `" + node.name() + "` is selected by the value " + value);
    }

    public DataStreamException byteOrderChange(long at) {
        return failure(Kind.BYTE_ORDER_CHANGE, at,
                "a field begins within a byte that holds bits of the other byte order");
    }

    public DataStreamException oversizedInteger(long at) {
        return failure(Kind.OVERSIZED_INTEGER, at, "a variable-length integer has more than 64 bits");
    }

    public DataStreamException unknownEventClass(long at, long id) {
        return failure(Kind.UNKNOWN_EVENT_CLASS, at, "no event record class has the id " + Long.toUnsignedString(id)
                + " in data stream class " + Long.toUnsignedString(header().dataStreamClassId()));
    }

    public DataStreamException emptyEvent(long at) {
        return failure(Kind.EMPTY_EVENT, at, "an event record takes no bits, so that their number is unknown");
    }

    public DataStreamException clockOverflow(long at, long cycles) {
        return failure(Kind.CLOCK_OVERFLOW, at, "the clock value " + Long.toUnsignedString(cycles)
                + " is no time that fits 64 bits of nanoseconds");
    }

    /** Accounts for {@code length} elements that may take no bits each. */
    public void allowEmptyElements(long at, long length) throws DataStreamException {
        if (length < 0 || length > EMPTY_ELEMENTS_LIMIT - emptyElements) {
            throw failure(Kind.BAD_LENGTH, at, "more than " + EMPTY_ELEMENTS_LIMIT
                    + " array elements that may take no bits in one packet");
        }
        emptyElements += length;
    }

    DataStreamException failure(Kind kind, long at, String message) {
        // Alignment may lead past the end.
        long bit = Math.min(at, end) - start;
        return new DataStreamException(kind, Place.data(file, packetIndex, byteOffset + (bit >>> 3), (int) (bit & 7)),
                message);
    }
}
