package io.gyre.analysis.kernel.net;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.pair.OpenPairs;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packets: the partial of {@link NetAnalysis}.
 *
 * @param interfaces by name; at most {@value #MOST}, the first in their order
 * @param otherInterfaces all others together
 * @param senders what each thread gave to interfaces
 * @param queue packets by address that wait for the driver, and those that it took whose queueing is in the stretch before
 */
public record NetUse(SortedMap<String, Flow> interfaces, Flow otherInterfaces, ByThread<Packets> senders,
        OpenPairs queue, RunningThreads running, ThreadNames names) {

    static final int MOST = 1 << 10;

    public static final NetUse NONE = ends(OpenPairs.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final NetUse GAP = ends(OpenPairs.GAP, RunningThreads.GAP, ThreadNames.NONE);

    public NetUse {
        interfaces = FixedMap.of(interfaces);
    }

    private static NetUse ends(OpenPairs queue, RunningThreads running, ThreadNames names) {
        return new NetUse(Collections.emptySortedMap(), Flow.NONE, ByThread.none(Packets.NONE), queue, running, names);
    }

    static NetUse of(TreeMap<String, Flow> interfaces, Flow others, ByThread<Packets> senders, OpenPairs queue,
            RunningThreads running, ThreadNames names) {
        Flow rest = others;
        while (interfaces.size() > MOST) {
            rest = rest.plus(interfaces.pollLastEntry().getValue());
        }
        return new NetUse(interfaces, rest, senders, queue, running, names);
    }

    /** {@return this and then {@code next}} */
    public NetUse followedBy(NetUse next) {
        var joined = new TreeMap<>(interfaces);
        next.interfaces.forEach((name, flow) -> joined.merge(name, flow, Flow::plus));
        OpenPairs joinedQueue = queue.followedBy(next.queue, running, (queuedNs, sent) -> joined.merge(sent.label(),
                Flow.ofWait(sent.ns() - queuedNs), Flow::plus));
        return of(joined, otherInterfaces.plus(next.otherInterfaces),
                senders.followedBy(next.senders, running, Packets::plus), joinedQueue,
                running.followedBy(next.running), names.followedBy(next.names));
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static NetUse resolved(View<NetUse> view) {
        NetUse before = view.before();
        NetUse after = ends(before.queue, before.running, before.names).followedBy(view.value());
        return new NetUse(after.interfaces, after.otherInterfaces,
                after.senders.resolved(after.running::resolveFirst, Packets::plus), after.queue, after.running,
                after.names);
    }

    boolean isNothing() {
        return interfaces.isEmpty();
    }

    /** {@return the threads, those that sent most first} */
    List<Map.Entry<Integer, Packets>> byBytes() {
        return Ranking.largestFirst(senders.threads().entrySet(), row -> row.getValue().bytes());
    }

    void write(PartialOutput out) {
        out.writeUnsigned(interfaces.size());
        interfaces.forEach((name, flow) -> {
            out.writeString(name);
            flow.write(out);
        });
        otherInterfaces.write(out);
        senders.write(out, Packets::write);
        queue.write(out);
        running.write(out);
        names.write(out);
    }

    static NetUse read(PartialInput in, int version) throws PartialFormatException {
        var interfaces = in.readMap(4 * Packets.FEWEST_BYTES, PartialInput::readString,
                from -> Flow.read(from, version));
        return new NetUse(interfaces, Flow.read(in, version), ByThread.read(in, Packets.FEWEST_BYTES, Packets::read),
                OpenPairs.read(in), RunningThreads.read(in), ThreadNames.read(in));
    }
}
