package io.gyre.ctf.bench;

import com.sun.management.ThreadMXBean;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Checksums;
import io.gyre.ctf.testing.RealTrace;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code ReadTrace FOLDER MODE PASSES}: events per second of all chunks below a folder, read as one, on one thread. */
final class ReadTrace {
    private ReadTrace() {}

    /** What a small analysis of the scheduler asks for. */
    public static final class Scheduler {
        private long sum;

        @OnEvent("sched_switch")
        public void schedSwitch(long timestamp, @Cpu int cpu, @Field("prev_tid") int previous,
                @Field("next_tid") int next, @Field("next_comm") Text comm) {
            sum += timestamp + cpu + previous + next + comm.length();
        }

        @OnEvent("sched_waking")
        public void waking(long timestamp, @Field("tid") int tid) {
            sum += timestamp + tid;
        }

        @Override
        public String toString() {
            return "sum=" + sum;
        }
    }

    /** Takes every event. */
    public static final class Every {
        private long events;
        private long sum;

        @OnEvent("*")
        public void event(long timestamp, @EventClass EventRecordClass eventClass) {
            events++;
            sum += timestamp + eventClass.id();
        }

        @Override
        public String toString() {
            return "events=" + events + " sum=" + sum;
        }
    }

    /** Of this thread, so that what else the machine does counts little. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int passes = Integer.parseInt(args[2]);
        for (int pass = 0; pass < passes; pass++) {
            long opened = cpuTime();
            List<StreamInput> inputs = RealTrace.open(RealTrace.chunks(folder));
            var checksums = new Checksums();
            Object handler = args[1].equals("every") ? new Every() : new Scheduler();
            long allocatedBefore = allocated();
            long start = cpuTime();
            EventReader reader = switch (args[1]) {
                case "dynamic" -> EventReader.dynamic(inputs, checksums, Damage.STRICT);
                case "interpreted" -> EventReader.interpreted(inputs, checksums, Damage.STRICT);
                default -> EventReader.handlers(inputs, List.of(handler), Damage.STRICT);
            };
            long events;
            try (reader) {
                events = reader.runUntil(Long.MAX_VALUE);
            }
            long end = cpuTime();
            long allocatedBytes = allocated() - allocatedBefore;
            System.out.printf(Locale.ROOT, "%d events, open %.1f ms, read %.1f ms, %.2f M/s, %.2f bytes/event %s%n",
                    events,
                    (start - opened) / 1e6, (end - start) / 1e6, events * 1e3 / (end - start),
                    (double) allocatedBytes / events,
                    checksums.sums().events() > 0 ? checksums.sums() : handler);
        }
    }
}
