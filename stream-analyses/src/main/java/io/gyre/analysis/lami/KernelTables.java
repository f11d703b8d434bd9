package io.gyre.analysis.lami;

import static io.gyre.analysis.lami.LamiColumn.count;
import static io.gyre.analysis.lami.LamiColumn.duration;
import static io.gyre.analysis.lami.LamiColumn.size;
import static io.gyre.analysis.lami.LamiColumn.text;
import static io.gyre.analysis.lami.LamiTable.BY_THREAD;
import static io.gyre.analysis.lami.LamiTable.CALL;
import static io.gyre.analysis.lami.LamiTable.CPU;
import static io.gyre.analysis.lami.LamiTable.PROCESS;
import static io.gyre.analysis.lami.LamiTable.THREAD;
import static io.gyre.analysis.lami.LamiTable.TOOK;
import static io.gyre.analysis.lami.LamiTable.WHEN;
import static io.gyre.analysis.lami.LamiTable.statistics;

import io.gyre.analysis.lami.LamiColumn.DataClass;
import java.util.ArrayList;
import java.util.List;

/** The tables of the analyses of kernel traces. */
final class KernelTables {
    private static final LamiColumn FUTEX = text("Futex", "/address");
    private static final List<LamiColumn> WAIT = List.of(WHEN, duration("Wait", "/wait_ns"), CPU,
            count("Priority", "", "/priority"), BY_THREAD, LamiColumn.of("Woken by", DataClass.PROCESS, "/woken_by"));

    static final List<LamiTable> ALL = List.of(
            new LamiTable("cpu", "per-cpu", "Use of CPUs", "/per_cpu", List.of(CPU,
                    duration("Busy", "/busy_ns"),
                    duration("Idle", "/idle_ns"),
                    duration("Unknown", "/unknown_ns"), count("Switches", "", "/switches"))),
            new LamiTable("cpu", "per-thread", "Time on CPU by thread", "/per_thread", List.of(THREAD,
                    duration("Time on CPU", "/cpu_ns"), count("Migrations", "", "/migrations"),
                    count("Switches", "", "/switches"))),
            new LamiTable("sched", "per-thread", "Wait from wake-up to switch by thread", "/per_thread",
                    statistics(THREAD)),
            new LamiTable("sched", "per-priority", "Wait from wake-up to switch by priority", "/per_priority",
                    statistics(count("Priority", "", "/priority"))),
            new LamiTable("sched", "longest", "Longest waits from wake-up to switch", "/longest", WAIT),
            new LamiTable("schedlog", "waits", "Waits from wake-up to switch", "/waits", WAIT),
            new LamiTable("threads", "per-thread", "States of threads", "/per_thread", List.of(THREAD,
                    duration("User mode", "/user_ns"),
                    duration("System calls", "/system_call_ns"),
                    duration("Other", "/other_ns"),
                    duration("Interrupted", "/interrupted_ns"),
                    duration("Waiting", "/waiting_ns"),
                    duration("Blocked", "/blocked_ns"))),
            new LamiTable("syscalls", "per-call", "Duration of system calls", "/per_call", statistics(CALL)),
            new LamiTable("syscalls", "returned", "Values that system calls returned", "/per_call", List.of(CALL,
                    count("Succeeded", "", "/succeeded"), count("Returned a number", "", "/returned/count"),
                    count("Minimum", "", "/returned/min"), count("Maximum", "", "/returned/max"),
                    count("Sum", "", "/returned/sum"))),
            new LamiTable("syscalls", "per-thread", "Duration of system calls by thread", "/per_thread",
                    statistics(THREAD, CALL)),
            new LamiTable("syscalls", "longest", "Longest system calls", "/longest", List.of(WHEN, TOOK, CALL,
                    count("Returned", "", "/ret"), BY_THREAD)),
            new LamiTable("io", "per-call", "Latency and volume by system call", "/per_call",
                    statistics(CALL, size("Size", "/bytes"))),
            new LamiTable("io", "per-thread", "Volume by thread", "/per_thread", List.of(THREAD,
                    size("Read", "/read_bytes"),
                    size("Written", "/written_bytes"),
                    size("Received", "/received_bytes"),
                    size("Sent", "/sent_bytes"),
                    size("Copied", "/copied_bytes"), count("Count", "", "/count"))),
            new LamiTable("io", "per-file", "Latency and volume by file", "/per_file", List.of(
                    LamiColumn.of("File", DataClass.PATH, "/file"), PROCESS,
                    size("Read", "/read_bytes"), count("Reads", "operations", "/reads/count"),
                    duration("Longest read", "/reads/max_ns"),
                    size("Written", "/written_bytes"), count("Writes", "operations", "/writes/count"),
                    duration("Longest write", "/writes/max_ns"))),
            new LamiTable("io", "per-interface", "Packets by network interface", "/per_interface", List.of(
                    LamiColumn.of("Interface", DataClass.NETIF, "/interface"),
                    count("Sent", "packets", "/sent_packets"),
                    size("Sent", "/sent_bytes"),
                    count("Received", "packets", "/received_packets"),
                    size("Received", "/received_bytes"))),
            new LamiTable("io", "per-disk", "Block requests by disk", "/per_disk", List.of(
                    LamiColumn.of("Disk", DataClass.DISK, "/name"), count("Reads", "requests", "/reads/count"),
                    size("Read", "/reads/bytes"), count("Writes", "requests", "/writes/count"),
                    size("Written", "/writes/bytes"))),
            new LamiTable("io", "longest", "Longest calls", "/longest", List.of(WHEN, TOOK, CALL,
                    count("Returned", "", "/ret"), BY_THREAD, LamiColumn.of("File", DataClass.PATH, "/file"))),
            new LamiTable("irq", "hard", "Duration of hard interrupts", "/hard",
                    statistics(LamiColumn.of("Interrupt", DataClass.HARD_IRQ, ""))),
            new LamiTable("irq", "soft", "Duration of soft interrupts", "/soft",
                    statistics(LamiColumn.of("Interrupt", DataClass.SOFT_IRQ, ""))),
            new LamiTable("threads", "per-process", "States of processes", "/per_process", List.of(PROCESS,
                    count("Threads", "", "/threads"), duration("User mode", "/user_ns"),
                    duration("System calls", "/system_call_ns"), duration("Other", "/other_ns"),
                    duration("Interrupted", "/interrupted_ns"), duration("Waiting", "/waiting_ns"),
                    duration("Blocked", "/blocked_ns"))),
            new LamiTable("threads", "longest", "Longest blocks", "/longest", List.of(WHEN, text("In", "/in"),
                    text("Sleep", "/sleep"), CPU, BY_THREAD)),
            new LamiTable("cpus", "per-cpu", "States of CPUs", "/per_cpu", List.of(CPU, duration("Idle", "/idle_ns"),
                    duration("User mode", "/user_ns"), duration("System calls", "/system_call_ns"),
                    duration("Other", "/other_ns"), duration("Soft interrupts", "/soft_irq_ns"),
                    duration("Hard interrupts", "/irq_ns"), duration("Unknown", "/unknown_ns"))),
            new LamiTable("timeline", "cpus", "What CPUs did when", "/cpus",
                    List.of(WHEN, CPU, text("State", "/state"), text("In", "/in"), BY_THREAD)),
            new LamiTable("timeline", "threads", "What threads did when", "/threads",
                    List.of(WHEN, THREAD, text("State", "/state"), text("In", "/in"), text("Sleep", "/sleep"), CPU)),
            new LamiTable("wakeups", "pairs", "Who wakes whom, wait from wake-up to switch", "/pairs", statistics(
                    LamiColumn.of("Waker", DataClass.PROCESS, "/waker"),
                    LamiColumn.of("Woken", DataClass.PROCESS, "/wakee"))),
            new LamiTable("wakeups", "blocked", "Longest blocks and who ended them", "/blocked",
                    List.of(WHEN, BY_THREAD,
                            LamiColumn.of("Woken by", DataClass.PROCESS, "/woken_by"))),
            new LamiTable("wakeups", "critical-path", "Critical path of the thread that others blocked longest",
                    "/critical_path/steps", List.of(WHEN, text("What", "/what"), BY_THREAD)),
            new LamiTable("locks", "futexes", "Waits for futexes", "/futexes", futexes()),
            new LamiTable("locks", "longest", "Longest waits for futexes", "/longest", List.of(WHEN, TOOK, FUTEX,
                    count("Returned", "", "/ret"), BY_THREAD)),
            new LamiTable("memory", "per-process", "Memory by process", "/per_process", memory(PROCESS)),
            new LamiTable("memory", "per-thread", "Memory by thread", "/per_thread",
                    memory(THREAD, count("Peak", "pages", "/pages_peak"))),
            new LamiTable("net", "per-interface", "Packets by network interface", "/per_interface",
                    statistics("/wait", List.of(LamiColumn.of("Interface", DataClass.NETIF, "/interface"),
                            count("Queued", "packets", "/queued_packets"), size("Queued", "/queued_bytes"),
                            count("Sent", "packets", "/sent_packets"), size("Sent", "/sent_bytes"),
                            count("Refused", "packets", "/errors"), count("Received", "packets", "/received_packets"),
                            size("Received", "/received_bytes")))),
            new LamiTable("net", "per-thread", "Packets by thread that queued them", "/per_thread", List.of(THREAD,
                    count("Queued", "packets", "/queued_packets"), size("Queued", "/queued_bytes"))));

    private KernelTables() {}

    private static List<LamiColumn> futexes() {
        var columns = new ArrayList<>(
                statistics("/waits", List.of(FUTEX, PROCESS, count("Waiters", "threads", "/waiters"))));
        columns.addAll(List.of(duration("Total", "/waits/sum_ns"), count("Timed out", "", "/timed_out"),
                count("Wakes", "", "/wakes"), count("Woken", "threads", "/woken")));
        return columns;
    }

    private static List<LamiColumn> memory(LamiColumn of, LamiColumn... more) {
        var columns = new ArrayList<>(List.of(of, count("Allocated", "pages", "/pages_allocated"),
                count("Freed", "pages", "/pages_freed"), count("Net", "pages", "/pages_net"),
                count("Kernel allocations", "", "/kmem_allocations"),
                size("Kernel memory allocated", "/kmem_allocated_bytes"), count("Kernel frees", "", "/kmem_frees"),
                size("Kernel memory freed", "/kmem_freed_bytes"), count("Page faults in user mode", "", "/user_faults"),
                count("Page faults in the kernel", "", "/kernel_faults")));
        columns.addAll(List.of(more));
        return columns;
    }
}
