package io.gyre.analysis.kernel.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.Optional;

/**
 * {@code net}: packets by network interface and protocol, how long they waited from its queue to its driver, and which threads sent them.
 *
 * <pre>
 * {"per_interface": [{"interface": "lo", "queued_packets": 1, "queued_bytes": 74, "queued_ipv4": 1, "queued_ipv6": 0, "sent_packets": 1,
 *                     "sent_bytes": 74, "errors": 0, "received_packets": 1, "received_bytes": 60, "received_ipv4": 1, "received_ipv6": 0,
 *                     "polls": 0, "polled_packets": 0, "wait": {"count": 1, "min_ns": 5, …, "histogram": […]},
 *                     "protocols": [{"protocol": "tcp", "queued_packets": 1, "queued_bytes": 74, "received_packets": 1,
 *                                    "received_bytes": 60}]}],
 *  "other_interfaces": {…},
 *  "per_thread": [{"tid": 264, "comm": "nc", …, "queued_packets": 1, "queued_bytes": 74}],
 *  "other_threads": {"queued_packets": 0, "queued_bytes": 0}}
 * </pre>
 *
 * <p>Of a fleet: packets and bytes queued, sent and received, {@code errors}, the {@code wait}s and their spread; by name the {@code interfaces},
 * {@code protocols} and {@code senders} (processes) with most bytes.
 *
 * <p>The thread is the one that the CPU ran when the packet was queued: it is the sender unless an interrupt sent. A wait belongs to the window or
 * slice in which it ends; {@code errors} are times that the driver did not take a packet.
 * Protocols are {@code tcp}, {@code udp}, {@code icmp} (that of IPv6 too) and {@code other}, of those packets whose headers the tracer tells.
 */
public final class NetAnalysis extends DescribedAnalysis<NetUse> {
    public NetAnalysis() {
        super("net", "packets by interface and protocol, time from queue to driver, senders", NetFold::new,
                new Partials<>(2, NetUse.NONE, NetUse.GAP, NetUse::followedBy, NetUse::write, NetUse::read));
    }

    @Override
    public boolean isEmpty(View<NetUse> view) {
        return view.value().isNothing();
    }

    @Override
    public void json(View<NetUse> view, ObjectNode entry) {
        NetUse use = NetUse.resolved(view);
        ArrayNode interfaces = entry.putArray("per_interface");
        use.interfaces().forEach((name, flow) -> flow.json(interfaces.addObject().put("interface", name)));
        use.otherInterfaces().json(entry.putObject("other_interfaces"));
        ArrayNode threads = entry.putArray("per_thread");
        use.byBytes().forEach(
                row -> row.getValue().json(use.names().json(threads.addObject(), row.getKey()), "queued"));
        use.senders().others().json(entry.putObject("other_threads"), "queued");
    }

    @Override
    public Optional<FleetFigures> fleet(View<NetUse> view) {
        NetUse use = NetUse.resolved(view);
        Flow all = use.interfaces().values().stream().reduce(use.otherInterfaces(), Flow::plus);
        var tally = new FiguresTally();
        tally.sum("queued_packets", all.queued().count());
        tally.sum("queued_bytes", all.queued().bytes());
        tally.sum("sent_packets", all.sent().count());
        tally.sum("sent_bytes", all.sent().bytes());
        tally.sum("errors", all.errors());
        tally.sum("received_packets", all.received().count());
        tally.sum("received_bytes", all.received().bytes());
        tally.distribution("wait", all.queueing());
        use.interfaces().forEach((name, flow) -> tally.top("interfaces", Unit.BYTES, name,
                flow.sent().bytes() + flow.received().bytes()));
        Protocols.both(all.queuedBy(), all.receivedBy(), (protocol, out, in) -> tally.top("protocols", Unit.BYTES,
                protocol, out.bytes() + in.bytes()));
        use.senders().threads().forEach((tid, packets) -> tally.top("senders", Unit.BYTES,
                use.names().processName(tid), packets.bytes()));
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<NetUse> view, Detail detail) {
        NetUse use = NetUse.resolved(view);
        if (use.isNothing()) {
            return "no packet was sent or received\n";
        }
        Distribution waits = use.interfaces().values().stream().map(Flow::queueing).reduce(
                use.otherInterfaces().queueing(),
                Distribution::plus);
        return Detail.parts(interfaces(use, detail), protocols(use, detail),
                use.byBytes().isEmpty() ? "" : senders(use, detail), waits.isNone()
                        ? ""
                        : detail.ofAll("from queue to driver, all interfaces\n" + Bars.of(waits.histogram())));
    }

    private static String interfaces(NetUse use, Detail detail) {
        var table = detail.table("packets sent", "bytes sent", "errors", "packets received", "bytes received",
                "wait avg (µs)", "max (µs)", "p99 (µs)", "interface");
        use.interfaces().entrySet().stream().limit(detail.top()).forEach(row -> {
            Flow flow = row.getValue();
            Durations waits = flow.queueing().durations();
            table.row(flow.sent().count(), flow.sent().bytes(), flow.errors(), flow.received().count(),
                    flow.received().bytes(), TextTable.micros(waits.meanNs()), TextTable.micros(waits.maxNs()),
                    TextTable.micros(flow.queueing().percentileNs(990)), row.getKey());
        });
        return table + detail.more(use.interfaces().size(), "interfaces");
    }

    private static String protocols(NetUse use, Detail detail) {
        if (use.interfaces().values().stream().allMatch(Flow::hasNoProtocol)) {
            return "";
        }
        var table = detail.table("packets queued", "bytes queued", "packets received", "bytes received", "protocol",
                "interface");
        use.interfaces().entrySet().stream().limit(detail.top())
                .forEach(row -> Protocols.both(row.getValue().queuedBy(), row.getValue().receivedBy(),
                        (protocol, out, in) -> table.row(out.packets(), out.bytes(), in.packets(), in.bytes(),
                                protocol, row.getKey())));
        return table.toString();
    }

    private static String senders(NetUse use, Detail detail) {
        var table = detail.table("packets queued", "bytes queued", "thread");
        use.byBytes().stream().limit(detail.top()).forEach(row -> table.row(row.getValue().count(),
                row.getValue().bytes(), use.names().label(row.getKey())));
        return table + detail.more(use.byBytes().size(), "threads");
    }
}
