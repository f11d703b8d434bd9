package io.gyre.ctf.text;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.bytes.Literal;
import io.gyre.ctf.text.bytes.Memo;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What is rendered once for the events of one data stream, and the packet context of its current packet. */
final class StreamText {
    /** More than most traces have events of. */
    private static final int MANY_CLASSES = 512;

    private final StreamInfo stream;
    private final TextOptions options;
    private final Palette palette;
    private final LabelOrder labelOrder;
    private final boolean hasClock;
    private final IdentityHashMap<EventRecordClass, byte[]> prefixes = new IdentityHashMap<>();
    private @Nullable NodeText[] nodes = new NodeText[64];
    private @Nullable PacketHeader packet;
    private byte[] packetContext = {};
    private @Nullable Literal contextBegin;
    private @Nullable Memo contextMemo;
    /** By number of the text's event classes. */
    private @Nullable Literal[] leads = new Literal[MANY_CLASSES];
    private @Nullable PacketHeader[] packetsOfLeads = new PacketHeader[MANY_CLASSES];

    StreamText(StreamInfo stream, TextOptions options) {
        this.stream = stream;
        this.options = options;
        this.palette = Palette.of(options.coloring());
        this.labelOrder = LabelOrder.ofMajorVersion(stream.traceClass().majorVersion());
        this.hasClock = stream.dataStreamClass().defaultClock() != null;
    }

    boolean hasClock() {
        return hasClock;
    }

    /** {@return what stands between an event's time and its fields} */
    byte[] prefix(EventRecordClass eventClass) {
        byte[] prefix = prefixes.get(eventClass);
        if (prefix == null) {
            prefix = EventPrefix.of(stream, eventClass, options);
            prefixes.put(eventClass, prefix);
        }
        return prefix;
    }

    NodeText node(FieldNode node, NodeText.Naming naming) {
        NodeText text = node.index() < nodes.length ? nodes[node.index()] : null;
        if (text == null) {
            text = NodeText.of(node, naming, labelOrder, palette);
            if (node.index() >= nodes.length) {
                nodes = Arrays.copyOf(nodes, Math.max(node.index() + 1, 2 * nodes.length));
            }
            nodes[node.index()] = text;
        }
        return text;
    }

    /** {@return the rendered context of this packet, or null when it is another one than before} */
    @SuppressWarnings("ReferenceEquality") // a reader hands the same header with all events of a packet
    byte @Nullable [] packetContext(PacketHeader wanted) {
        return packet == wanted ? packetContext : null;
    }

    void keepPacketContext(PacketHeader of, byte[] text) {
        packet = of;
        packetContext = text;
    }

    /**
     * {@return the memo for the events' common context, which is the same for all classes of event}
     *
     * @param begin what its text begins with
     */
    Memo contextMemo(Literal begin, int bytes) {
        Memo memo = contextMemo;
        if (memo == null || !begin.equals(contextBegin)) {
            memo = new Memo(bytes);
            contextBegin = begin;
            contextMemo = memo;
        }
        return memo;
    }

    /**
     * {@return what was kept for a class of event, by its number in the text, in this packet; else null}
     *
     * <p>One comparison tells a new packet and a new class.
     */
    @SuppressWarnings("ReferenceEquality") // a reader hands the same header with all events of a packet
    @Nullable
    Literal lead(int number, PacketHeader wanted) {
        return number < leads.length && packetsOfLeads[number] == wanted ? leads[number] : null;
    }

    void forgetLead(int number) {
        if (number < leads.length) {
            packetsOfLeads[number] = null;
        }
    }

    void keepLead(int number, PacketHeader of, Literal lead) {
        if (number >= leads.length) {
            leads = Arrays.copyOf(leads, 2 * number);
            packetsOfLeads = Arrays.copyOf(packetsOfLeads, leads.length);
        }
        leads[number] = lead;
        packetsOfLeads[number] = of;
    }
}
