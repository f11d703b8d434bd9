package io.gyre.analysis.lami;

import static io.gyre.analysis.lami.LamiColumn.count;
import static io.gyre.analysis.lami.LamiColumn.duration;
import static io.gyre.analysis.lami.LamiColumn.size;
import static io.gyre.analysis.lami.LamiColumn.text;
import static io.gyre.analysis.lami.LamiTable.PROCESS;
import static io.gyre.analysis.lami.LamiTable.TOOK;
import static io.gyre.analysis.lami.LamiTable.WHEN;
import static io.gyre.analysis.lami.LamiTable.statistics;

import io.gyre.analysis.lami.LamiColumn.DataClass;
import java.util.ArrayList;
import java.util.List;

/** The tables of the analyses of any trace, of probes, of those that users declare, and of those of programs. */
final class OtherTables {
    private static final LamiColumn KEY = text("Key", "/key");
    private static final LamiColumn SITE = text("Place of the call", "/site");
    private static final LamiColumn PEAK = count("Peak", "events/s", "/peak_per_second");
    private static final LamiColumn EVENTS = count("Events", "", "/events");

    static final List<LamiTable> ALL = List.of(
            new LamiTable("events", "by-class", "Events by class", "/by_class",
                    List.of(text("Event class", "/name"), count("Events", "", "/value"))),
            new LamiTable("rates", "by-class", "Rates by event class", "/by_class",
                    List.of(text("Event class", "/class"), EVENTS, PEAK)),
            new LamiTable("rates", "by-cpu", "Rates by CPU", "/by_cpu", List.of(LamiTable.CPU, EVENTS, PEAK)),
            new LamiTable("pairs-*", "by-key", "Latency by key", "/by_key", statistics(KEY)),
            new LamiTable("pairs-*", "longest", "Longest latencies", "/longest", List.of(WHEN, TOOK, KEY)),
            new LamiTable("counters-*", "fields", "Values of fields", "/fields",
                    List.of(text("Event class", "/class"), text("Field", "/field"), count("Count", "", "/count"),
                            count("First", "", "/first"), count("Last", "", "/last"), count("Minimum", "", "/min"),
                            count("Maximum", "", "/max"), count("Sum", "", "/sum"))),
            new LamiTable("probes", "per-process", "From hit to hit of probes by process", "/per_process",
                    statistics("/interval",
                            List.of(text("Probe", "/probe"), text("Process", "/process"), count("Hits", "", "/hits")))),
            new LamiTable("probes", "calls", "Duration of probed functions by process", "/calls",
                    statistics("/duration", List.of(text("Function", "/function"), text("Process", "/process")))),
            new LamiTable("probes", "steps", "From probe to probe", "/steps",
                    statistics(text("From", "/from"), text("To", "/to"))),
            new LamiTable("callstack", "functions", "Duration of functions", "/functions", functions()),
            new LamiTable("heap", "processes", "Memory of programs", "/processes",
                    List.of(PROCESS, count("Alive", "blocks", "/live_blocks"), size("Alive", "/live_bytes"),
                            size("Peak", "/peak_bytes"), count("Allocations", "", "/allocations"),
                            size("Allocated", "/allocated_bytes"), count("Frees", "", "/frees"),
                            size("Freed", "/freed_bytes"))),
            new LamiTable("heap", "sites", "Memory by place of the call", "/sites",
                    List.of(SITE, PROCESS, count("Allocations", "", "/allocations"),
                            size("Allocated", "/allocated_bytes"), count("Alive", "blocks", "/live_blocks"),
                            size("Alive", "/live_bytes"))),
            new LamiTable("heap", "alive", "What is alive at the end", "/alive",
                    List.of(PROCESS, SITE, size("Size of one", "/bytes_each"), count("Blocks", "", "/blocks"),
                            size("Size", "/bytes"))),
            new LamiTable("logs", "by-logger", "Log messages by logger and level", "/by_logger",
                    List.of(text("Framework", "/framework"), text("Logger", "/logger"), text("Level", "/level"),
                            count("Messages", "", "/messages"), count("Peak", "messages/s", "/peak_per_second"))),
            new LamiTable("logs", "last-errors", "Last errors", "/last_errors",
                    List.of(LamiColumn.of("Time", DataClass.TIMESTAMP, "/time_ns"), text("Logger", "/logger"),
                            text("Level", "/level"), LamiColumn.of("Thread", DataClass.PROCESS, ""),
                            text("Message", "/message"))));

    private OtherTables() {}

    private static List<LamiColumn> functions() {
        var columns = new ArrayList<>(statistics(text("Function", "/function"), PROCESS));
        columns.add(duration("Without what it called", "/self_ns"));
        columns.add(duration("Total", "/sum_ns"));
        return columns;
    }
}
