package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.kernel.call.CallNames;
import io.gyre.analysis.kernel.irq.Interrupt;
import io.gyre.analysis.kernel.irq.Kind;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Notes the changes of a slice. */
public final class ChangeRecorder {
    private static final String CALL_BY_NUMBER = "syscall_entry_unknown";

    private final CallNames calls = new CallNames();
    private final IntMap<Device> devices = new IntMap<>();
    private final IntMap<String> softIrqNames = new IntMap<>();
    private final TreeMap<Integer, String> irqs = new TreeMap<>();
    private final TreeMap<Integer, String> softIrqs = new TreeMap<>();
    private List<Change> changes = new ArrayList<>();
    private long leftOut;
    private long leftOutFromNs = Changes.NEVER;

    /** What an interrupt was called last. */
    private record Device(byte[] name, String label) {}

    private boolean takes(long timestampNs) {
        if (changes.size() < Changes.MOST) {
            return true;
        }
        if (leftOut == 0) {
            leftOutFromNs = timestampNs;
        }
        leftOut++;
        return false;
    }

    @OnPacket
    public void packet(StreamInfo stream, PacketHeader packet) {
        calls.machine(stream);
    }

    @OnEvent("sched_switch")
    public void schedSwitch(long timestampNs, @Cpu int cpu, @Field("prev_tid") int from, @Field("next_tid") int to,
            @Field(value = "prev_state", required = false) long state) {
        if (takes(timestampNs)) {
            changes.add(new Change.Switched(timestampNs, cpu, Tids.of(from), Tids.of(to), state));
        }
    }

    @OnEvent({ "syscall_entry_*", "compat_syscall_entry_*"})
    public void enterCall(long timestampNs, @Cpu int cpu, @EventClass EventRecordClass event) {
        if (!event.name().equals(CALL_BY_NUMBER)) {
            enterCall(timestampNs, cpu, calls.of(event).name());
        }
    }

    @OnEvent(CALL_BY_NUMBER)
    public void enterNumbered(long timestampNs, @Cpu int cpu, @Field("id") int number) {
        enterCall(timestampNs, cpu, calls.of(number).name());
    }

    private void enterCall(long timestampNs, int cpu, String call) {
        if (takes(timestampNs)) {
            changes.add(new Change.CallEntered(timestampNs, cpu, call));
        }
    }

    @OnEvent({ "syscall_exit_*", "compat_syscall_exit_*"})
    public void leaveCall(long timestampNs, @Cpu int cpu) {
        if (takes(timestampNs)) {
            changes.add(new Change.CallLeft(timestampNs, cpu));
        }
    }

    @OnEvent("irq_handler_entry")
    public void enterIrq(long timestampNs, @Cpu int cpu, @Field(value = "irq", required = false) int irq,
            @Field(value = "name", required = false) Text name) {
        String label = irq(irq, name);
        irqs.put(cpu, label);
        if (takes(timestampNs)) {
            changes.add(new Change.IrqEntered(timestampNs, cpu, label));
        }
    }

    private String irq(int irq, Text name) {
        Device device = devices.get(irq);
        if (device == null || !name.contentEquals(device.name)) {
            String text = name.toString();
            device = new Device(text.getBytes(StandardCharsets.UTF_8), ("irq " + irq + " " + text).strip());
            devices.put(irq, device);
        }
        return device.label;
    }

    @OnEvent("irq_handler_exit")
    public void leaveIrq(long timestampNs, @Cpu int cpu) {
        if (takes(timestampNs)) {
            changes.add(new Change.IrqLeft(timestampNs, cpu));
        }
    }

    @OnEvent({ "irq_softirq_entry", "softirq_entry"})
    public void enterSoftIrq(long timestampNs, @Cpu int cpu, @Field(value = "vec", required = false) int vector) {
        String name = softIrqNames.get(vector, ChangeRecorder::softIrq);
        softIrqs.put(cpu, name);
        if (takes(timestampNs)) {
            changes.add(new Change.SoftIrqEntered(timestampNs, cpu, name));
        }
    }

    private static String softIrq(int vector) {
        String name = new Interrupt(Kind.SOFT, vector).softName();
        return "soft irq " + (name.isEmpty() ? Integer.toString(vector) : name);
    }

    @OnEvent({ "irq_softirq_exit", "softirq_exit"})
    public void leaveSoftIrq(long timestampNs, @Cpu int cpu) {
        if (takes(timestampNs)) {
            changes.add(new Change.SoftIrqLeft(timestampNs, cpu));
        }
    }

    @OnEvent("sched_process_fork")
    public void fork(long timestampNs, @Cpu int cpu, @Field(value = "child_tid", required = false) int tid) {
        if (tid > Tids.IDLE && takes(timestampNs)) {
            changes.add(new Change.Born(timestampNs, cpu, tid));
        }
    }

    @OnEvent({ "sched_waking", "sched_wakeup", "sched_wakeup_new"})
    public void wake(long timestampNs, @Field("tid") int tid) {
        if (tid > Tids.IDLE && takes(timestampNs)) {
            changes.add(new Change.Woke(timestampNs, tid));
        }
    }

    /** {@return what became of the slice}, which is forgotten */
    Recorded cut() {
        var recorded = new Recorded(Changes.of(changes, leftOut, leftOutFromNs), new Interrupts(irqs, softIrqs));
        changes = new ArrayList<>();
        leftOut = 0;
        leftOutFromNs = Changes.NEVER;
        irqs.clear();
        softIrqs.clear();
        devices.clear();
        return recorded;
    }

    record Recorded(Changes changes, Interrupts interrupts) {}
}
