package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.Fold;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.analysis.primitive.LongMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Pairs the beginnings of interrupts with their ends. */
public final class IrqFold implements Fold<IrqUse> {
    private final LongMap<Line> hard = new LongMap<>();
    private final LongMap<Line> soft = new LongMap<>();
    private final LongMap<Line> raised = new LongMap<>();
    private final IntMap<DistributionTally> hardSpans = new IntMap<>();
    private final IntMap<DistributionTally> softSpans = new IntMap<>();
    private final IntMap<DistributionTally> raisedSpans = new IntMap<>();
    private final IntMap<Device> devices = new IntMap<>();
    private Longest<Span> longest = new Longest<>(IrqUse.MOST_LONGEST);

    /** What {@link Ends} keeps, being changed. */
    private static final class Line {
        private final OnCpu on;
        private final DistributionTally spans;
        private Ends.First first = Ends.First.UNTOUCHED;
        private long firstNs = Ends.NEVER;
        private long earlyNs = Ends.NEVER;
        private long sinceNs = Ends.NEVER;

        Line(OnCpu on, DistributionTally spans) {
            this.on = on;
            this.spans = spans;
        }

        private Ends ends() {
            return new Ends(first, firstNs, first == Ends.First.UNTOUCHED ? sinceNs : earlyNs, sinceNs);
        }
    }

    /** A hardware interrupt, whatever its CPU. */
    private static final class Device {
        private final List<byte[]> names = new ArrayList<>();
        private long unhandled;

        void name(Text text) {
            for (byte[] name : names) {
                if (text.contentEquals(name)) {
                    return;
                }
            }
            if (names.size() < IrqUse.MOST_NAMES) {
                names.add(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @OnEvent("irq_handler_entry")
    public void handlerEntry(long timestampNs, @Cpu int cpu, @Field("irq") int irq,
            @Field(value = "name", required = false) Text name) {
        begin(line(hard, hardSpans, Kind.HARD, cpu, irq), timestampNs);
        device(irq).name(name);
    }

    @OnEvent("irq_handler_exit")
    public void handlerExit(long timestampNs, @Cpu int cpu, @Field("irq") int irq,
            @Field(value = "ret", required = false) int ret) {
        end(line(hard, hardSpans, Kind.HARD, cpu, irq), timestampNs);
        if (ret == 0) {
            device(irq).unhandled++;
        }
    }

    @OnEvent({ "irq_softirq_raise", "softirq_raise"})
    public void raise(long timestampNs, @Cpu int cpu, @Field("vec") int vector) {
        Line line = line(raised, raisedSpans, Kind.RAISED, cpu, vector);
        if (line.sinceNs == Ends.NEVER) {
            line.sinceNs = timestampNs;
        }
    }

    @OnEvent({ "irq_softirq_entry", "softirq_entry"})
    public void softEntry(long timestampNs, @Cpu int cpu, @Field("vec") int vector) {
        end(line(raised, raisedSpans, Kind.RAISED, cpu, vector), timestampNs);
        begin(line(soft, softSpans, Kind.SOFT, cpu, vector), timestampNs);
    }

    @OnEvent({ "irq_softirq_exit", "softirq_exit"})
    public void softExit(long timestampNs, @Cpu int cpu, @Field("vec") int vector) {
        end(line(soft, softSpans, Kind.SOFT, cpu, vector), timestampNs);
    }

    private static void begin(Line line, long ns) {
        if (line.first == Ends.First.UNTOUCHED) {
            line.first = Ends.First.FORGOTTEN;
        }
        line.sinceNs = ns;
    }

    private void end(Line line, long ns) {
        if (line.first == Ends.First.UNTOUCHED) {
            line.first = Ends.First.ENDED;
            line.firstNs = ns;
            line.earlyNs = line.sinceNs;
        } else if (line.sinceNs != Ends.NEVER) {
            long took = ns - line.sinceNs;
            line.spans.add(took);
            if (longest.takes(took)) {
                longest.add(new Span(line.sinceNs, ns, line.on.interrupt(), line.on.cpu()));
            }
        }
        line.sinceNs = Ends.NEVER;
    }

    private static Line line(LongMap<Line> lines, IntMap<DistributionTally> spans, Kind kind, int cpu, int number) {
        long key = LongMap.key(cpu, number);
        Line line = lines.get(key);
        if (line == null) {
            line = new Line(new OnCpu(new Interrupt(kind, number), cpu),
                    spans.get(number, any -> new DistributionTally()));
            lines.put(key, line);
        }
        return line;
    }

    private Device device(int irq) {
        Device device = devices.get(irq);
        if (device == null) {
            device = new Device();
            devices.put(irq, device);
        }
        return device;
    }

    @Override
    public IrqUse cut(long afterNs, long upToNs) {
        var spans = new TreeMap<Interrupt, Distribution>();
        put(spans, hardSpans, Kind.HARD);
        put(spans, softSpans, Kind.SOFT);
        put(spans, raisedSpans, Kind.RAISED);
        var open = new TreeMap<OnCpu, Ends>();
        for (LongMap<Line> lines : List.of(hard, soft, raised)) {
            lines.forEach((line, key) -> open.put(line.on, line.ends()));
            lines.clear();
        }
        var unhandled = new TreeMap<Integer, Long>();
        var names = new TreeMap<Integer, SortedSet<String>>();
        devices.forEach((device, irq) -> {
            if (device.unhandled > 0) {
                unhandled.put(irq, device.unhandled);
            }
            var texts = new TreeSet<String>();
            device.names.forEach(name -> texts.add(new String(name, StandardCharsets.UTF_8)));
            if (!texts.isEmpty()) {
                names.put(irq, texts);
            }
        });
        devices.clear();
        var cut = new IrqUse(IrqUse.limited(spans), IrqUse.limited(unhandled), IrqUse.limited(names),
                longest.entries(), IrqUse.limited(open), false);
        longest = new Longest<>(IrqUse.MOST_LONGEST);
        return cut;
    }

    private static void put(Map<Interrupt, Distribution> spans, IntMap<DistributionTally> tallies, Kind kind) {
        tallies.forEach((tally, number) -> {
            if (tally.count() > 0) {
                spans.put(new Interrupt(kind, number), tally.sum());
            }
        });
        tallies.clear();
    }
}
