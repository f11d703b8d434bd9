package io.gyre.analysis.lami;

import static io.gyre.analysis.lami.LamiColumn.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.lami.LamiColumn.DataClass;
import java.util.ArrayList;
import java.util.List;

/**
 * A class of tables: which list of an analysis's JSON it shows.
 *
 * @param rows where the list is in the entry of a session line, as a JSON pointer
 */
record LamiTable(String analysis, String name, String title, String rows, List<LamiColumn> columns) {

    private static final LamiColumn COUNT = count("Count", "", "/count");
    private static final LamiColumn WHEN = LamiColumn.of("Time", DataClass.TIME_RANGE, "");
    private static final LamiColumn TOOK = LamiColumn.of("Duration", DataClass.DURATION, "/duration_ns");
    private static final LamiColumn THREAD = LamiColumn.of("Thread", DataClass.PROCESS, "");
    private static final LamiColumn BY_THREAD = LamiColumn.of("Thread", DataClass.PROCESS, "/thread");
    private static final LamiColumn CALL = LamiColumn.of("System call", DataClass.SYSCALL, "/call");
    private static final LamiColumn CPU = LamiColumn.of("CPU", DataClass.CPU, "/cpu");

    /** Those of the analyses that LAMI has words for. */
    static final List<LamiTable> ALL = List.of(
            new LamiTable("cpu", "per-cpu", "Use of CPUs", "/per_cpu", List.of(CPU,
                    LamiColumn.of("Busy", DataClass.DURATION, "/busy_ns"),
                    LamiColumn.of("Idle", DataClass.DURATION, "/idle_ns"),
                    LamiColumn.of("Unknown", DataClass.DURATION, "/unknown_ns"), count("Switches", "", "/switches"))),
            new LamiTable("cpu", "per-thread", "Time on CPU by thread", "/per_thread", List.of(THREAD,
                    LamiColumn.of("Time on CPU", DataClass.DURATION, "/cpu_ns"), count("Migrations", "", "/migrations"),
                    count("Switches", "", "/switches"))),
            new LamiTable("sched", "per-thread", "Wait from wake-up to switch by thread", "/per_thread",
                    statistics(THREAD)),
            new LamiTable("sched", "per-priority", "Wait from wake-up to switch by priority", "/per_priority",
                    statistics(count("Priority", "", "/priority"))),
            new LamiTable("sched", "longest", "Longest waits from wake-up to switch", "/longest", List.of(WHEN,
                    LamiColumn.of("Wait", DataClass.DURATION, "/wait_ns"), CPU, count("Priority", "", "/priority"),
                    BY_THREAD,
                    LamiColumn.of("Woken by", DataClass.PROCESS, "/woken_by"))),
            new LamiTable("threads", "per-thread", "States of threads", "/per_thread", List.of(THREAD,
                    LamiColumn.of("User mode", DataClass.DURATION, "/user_ns"),
                    LamiColumn.of("System calls", DataClass.DURATION, "/system_call_ns"),
                    LamiColumn.of("Other", DataClass.DURATION, "/other_ns"),
                    LamiColumn.of("Interrupted", DataClass.DURATION, "/interrupted_ns"),
                    LamiColumn.of("Waiting", DataClass.DURATION, "/waiting_ns"),
                    LamiColumn.of("Blocked", DataClass.DURATION, "/blocked_ns"))),
            new LamiTable("probes", "per-process", "From hit to hit of probes by process", "/per_process",
                    figures("/interval", LamiColumn.of("Probe", DataClass.STRING, "/probe"),
                            LamiColumn.of("Process", DataClass.STRING, "/process"), count("Hits", "", "/hits"))),
            new LamiTable("probes", "calls", "Duration of probed functions by process", "/calls",
                    figures("/duration", LamiColumn.of("Function", DataClass.STRING, "/function"),
                            LamiColumn.of("Process", DataClass.STRING, "/process"))),
            new LamiTable("probes", "steps", "From probe to probe", "/steps",
                    statistics(LamiColumn.of("From", DataClass.STRING, "/from"),
                            LamiColumn.of("To", DataClass.STRING, "/to"))),
            new LamiTable("syscalls", "per-call", "Duration of system calls", "/per_call", statistics(CALL)),
            new LamiTable("syscalls", "per-thread", "Duration of system calls by thread", "/per_thread",
                    statistics(THREAD, CALL)),
            new LamiTable("syscalls", "longest", "Longest system calls", "/longest", List.of(WHEN, TOOK, CALL,
                    count("Returned", "", "/ret"), BY_THREAD)),
            new LamiTable("io", "per-call", "Latency and volume by system call", "/per_call",
                    statistics(CALL, LamiColumn.of("Size", DataClass.SIZE, "/bytes"))),
            new LamiTable("io", "per-thread", "Volume by thread", "/per_thread", List.of(THREAD,
                    LamiColumn.of("Read", DataClass.SIZE, "/read_bytes"),
                    LamiColumn.of("Written", DataClass.SIZE, "/written_bytes"),
                    LamiColumn.of("Received", DataClass.SIZE, "/received_bytes"),
                    LamiColumn.of("Sent", DataClass.SIZE, "/sent_bytes"),
                    LamiColumn.of("Copied", DataClass.SIZE, "/copied_bytes"), COUNT)),
            new LamiTable("io", "per-interface", "Packets by network interface", "/per_interface", List.of(
                    LamiColumn.of("Interface", DataClass.NETIF, "/interface"),
                    count("Sent", "packets", "/sent_packets"),
                    LamiColumn.of("Sent", DataClass.SIZE, "/sent_bytes"),
                    count("Received", "packets", "/received_packets"),
                    LamiColumn.of("Received", DataClass.SIZE, "/received_bytes"))),
            new LamiTable("io", "per-disk", "Block requests by disk", "/per_disk", List.of(
                    LamiColumn.of("Disk", DataClass.DISK, "/name"), count("Reads", "requests", "/reads/count"),
                    LamiColumn.of("Read", DataClass.SIZE, "/reads/bytes"), count("Writes", "requests", "/writes/count"),
                    LamiColumn.of("Written", DataClass.SIZE, "/writes/bytes"))),
            new LamiTable("io", "longest", "Longest calls", "/longest", List.of(WHEN, TOOK, CALL,
                    count("Returned", "", "/ret"), BY_THREAD)),
            new LamiTable("irq", "hard", "Duration of hard interrupts", "/hard",
                    statistics(LamiColumn.of("Interrupt", DataClass.HARD_IRQ, ""))),
            new LamiTable("irq", "soft", "Duration of soft interrupts", "/soft",
                    statistics(LamiColumn.of("Interrupt", DataClass.SOFT_IRQ, ""))));

    private static List<LamiColumn> statistics(LamiColumn... of) {
        return figures("", of);
    }

    /** @param at where a row has its durations */
    private static List<LamiColumn> figures(String at, LamiColumn... of) {
        var columns = new ArrayList<>(List.of(of));
        columns.addAll(List.of(count("Count", "", at + "/count"),
                LamiColumn.of("Minimum", DataClass.DURATION, at + "/min_ns"),
                LamiColumn.of("Average", DataClass.DURATION, at + "/mean_ns"),
                LamiColumn.of("Maximum", DataClass.DURATION, at + "/max_ns"),
                LamiColumn.of("Standard deviation", DataClass.DURATION, at + "/stdev_ns")));
        return List.copyOf(columns);
    }

    /** {@return its name among all} */
    String id() {
        return analysis + "-" + name;
    }

    ObjectNode description() {
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("title", title);
        ArrayNode descriptions = description.putArray("column-descriptions");
        columns.forEach(column -> descriptions.add(column.description()));
        return description;
    }

    /** @param limit the most rows */
    ArrayNode data(JsonNode entry, int limit) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (JsonNode row : entry.at(rows)) {
            if (data.size() < limit) {
                ArrayNode cells = data.addArray();
                columns.forEach(column -> cells.add(column.cell(row)));
            }
        }
        return data;
    }
}
