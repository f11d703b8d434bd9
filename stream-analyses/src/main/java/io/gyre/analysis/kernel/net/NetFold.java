package io.gyre.analysis.kernel.net;

import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.kernel.pair.Finish;
import io.gyre.analysis.kernel.pair.PairTally;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import io.gyre.ctf.filter.Selection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up packets. {@code net_if_rx} is left out, since whatever it puts into a queue comes again as {@code net_if_receive_skb}.
 */
public final class NetFold extends ThreadFold<NetFold.NetThread, NetUse> implements Watching {
    private static final Selection PACKETS = Selection.ALL
            .withEvents(List.of("net_dev_queue", "net_if_receive_skb", "netif_receive_skb"));

    private final List<Interface> interfaces = new ArrayList<>();
    private final PairTally queue = new PairTally();
    /** Where the packet of the event at hand counts, and its length. */
    private ProtocolTally protocols = new ProtocolTally();

    private long bytes;

    /** A thread, and what it sent. */
    public static final class NetThread extends FollowedThread {
        private @Nullable PacketTally queued;

        NetThread(int tid) {
            super(tid);
        }
    }

    /** {@link Flow} being added up. */
    private static final class Interface {
        private final byte[] name;
        private final String text;
        private final PacketTally queued = new PacketTally();
        private final PacketTally sent = new PacketTally();
        private final PacketTally received = new PacketTally();
        private final ProtocolTally queuedBy = new ProtocolTally();
        private final ProtocolTally receivedBy = new ProtocolTally();
        private final DistributionTally wait = new DistributionTally();
        private long errors;
        private long polls;
        private long polled;

        Interface(String text) {
            this.text = text;
            this.name = text.getBytes(StandardCharsets.UTF_8);
        }

        Flow sum() {
            return new Flow(queued.sum(), sent.sum(), received.sum(), errors, polls, polled, wait.sum(),
                    queuedBy.sum(), receivedBy.sum());
        }
    }

    @Override
    protected NetThread newThread(int tid) {
        return new NetThread(tid);
    }

    @Override
    protected void switched(long timestampNs, int cpu, NetThread previous, NetThread next, int nextPriority) {}

    @OnEvent("net_dev_queue")
    public void queued(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("skbaddr") long packet, @Field("len") long bytes, @Field("name") Text name,
            @Field(value = "network_header_type", required = false) int family) {
        queue.begin(packet, timestampNs);
        Interface device = device(name);
        device.queued.add(bytes, family);
        packet(device.queuedBy, bytes);
        NetThread thread = thread(tid(cpu, contextTid));
        PacketTally ofThread = thread.queued;
        if (ofThread == null) {
            ofThread = new PacketTally();
            thread.queued = ofThread;
        }
        ofThread.add(bytes, family);
    }

    /** A packet that the driver did not take stays in the queue. */
    @OnEvent("net_dev_xmit")
    public void sent(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("skbaddr") long packet, @Field("len") long bytes, @Field("name") Text name,
            @Field(value = "rc", required = false) int error) {
        Interface device = device(name);
        if (error != 0) {
            device.errors++;
            return;
        }
        device.sent.add(bytes, 0);
        long sinceNs = queue.end(packet);
        if (sinceNs == PairTally.NONE) {
            queue.unmatched(packet, new Finish(timestampNs, tid(cpu, contextTid), device.text));
        } else {
            device.wait.add(timestampNs - sinceNs);
        }
    }

    @OnEvent({ "net_if_receive_skb", "netif_receive_skb"})
    public void received(long timestampNs, @Field("len") long bytes, @Field("name") Text name,
            @Field(value = "network_header_type", required = false) int family) {
        Interface device = device(name);
        device.received.add(bytes, family);
        packet(device.receivedBy, bytes);
    }

    private void packet(ProtocolTally of, long length) {
        protocols = of;
        bytes = length;
    }

    /** Handler methods come first: they have told where the packet counts. */
    @Override
    public List<Watch> watches() {
        return List.of(new Watch(PACKETS, new ProtocolVisitor(this::protocol)));
    }

    /** Of the packet that was queued or received last. */
    void protocol(long number) {
        protocols.add(number, bytes);
    }

    @OnEvent("napi_poll")
    public void polled(long timestampNs, @Field("dev_name") Text name,
            @Field(value = "work", required = false) int packets) {
        Interface device = device(name);
        device.polls++;
        device.polled += Math.max(0, packets);
    }

    private int tid(int cpu, int contextTid) {
        return contextTid > Tids.IDLE ? contextTid : tidOn(cpu);
    }

    /** A machine has few; those of containers make some more. */
    private Interface device(Text name) {
        for (Interface known : interfaces) {
            if (name.contentEquals(known.name)) {
                return known;
            }
        }
        var made = new Interface(name.toString());
        interfaces.add(made);
        return made;
    }

    @Override
    public NetUse cut(long afterNs, long upToNs) {
        var flows = new TreeMap<String, Flow>();
        interfaces.forEach(device -> flows.merge(device.text, device.sum(), Flow::plus));
        var senders = new TreeMap<Integer, Packets>();
        threads().forEach((thread, tid) -> {
            if (thread.queued != null) {
                senders.put(tid, thread.queued.sum());
            }
        });
        NetUse cut = NetUse.of(flows, Flow.NONE,
                ByThread.of(senders, Packets.NONE, Packets::plus), queue.cut(),
                running(), names());
        interfaces.clear();
        forgetThreads();
        return cut;
    }
}
