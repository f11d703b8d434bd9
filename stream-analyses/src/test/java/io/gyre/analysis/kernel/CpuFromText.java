package io.gyre.analysis.kernel;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of the CPUs, computed from babeltrace2's text and nothing of ours: between the first and the last switch of each CPU. */
final class CpuFromText {
    private static final Pattern SWITCH = Pattern
            .compile("\\[(\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{9})\\] \\S+ sched_switch: "
                    + "\\{ cpu_id = (\\d+) \\}.* prev_comm = \"(.*)\", prev_tid = (-?\\d+), prev_prio = .*"
                    + " next_comm = \"(.*)\", next_tid = (-?\\d+), next_prio = .*");

    final Map<Integer, Long> busyNs = new TreeMap<>();
    final Map<Integer, Long> idleNs = new TreeMap<>();
    final Map<Integer, Long> unknownNs = new TreeMap<>();
    final Map<String, Long> threadNs = new TreeMap<>();
    final Map<String, Long> migrations = new TreeMap<>();
    final Map<String, Long> switches = new TreeMap<>();
    private final Map<Integer, Long> since = new HashMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, Integer> cpuOf = new HashMap<>();

    static CpuFromText read(Path text) throws IOException {
        var found = new CpuFromText();
        try (var lines = new BufferedReader(new InputStreamReader(new ZstdInputStream(Files.newInputStream(text)),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = SWITCH.matcher(line);
                if (line.contains(" sched_switch: ") && matcher.matches()) {
                    found.add(matcher);
                }
            }
        }
        return found;
    }

    private void add(Matcher found) {
        long at = ((Long.parseLong(found.group(1)) * 60 + Long.parseLong(found.group(2))) * 60
                + Long.parseLong(found.group(3))) * 1_000_000_000L + Long.parseLong(found.group(4));
        int cpu = Integer.parseInt(found.group(5));
        int from = Integer.parseInt(found.group(7));
        int to = Integer.parseInt(found.group(9));
        String fromName = from + " " + found.group(6);
        String toName = to + " " + found.group(8);
        if (since.containsKey(cpu)) {
            long ns = at - since.getOrDefault(cpu, at);
            if (running.getOrDefault(cpu, -1) != from) {
                unknownNs.merge(cpu, ns, Long::sum);
            } else if (from == 0) {
                idleNs.merge(cpu, ns, Long::sum);
            } else {
                busyNs.merge(cpu, ns, Long::sum);
                threadNs.merge(fromName, ns, Long::sum);
            }
        }
        see(from, fromName, cpu);
        see(to, toName, cpu);
        if (to != 0) {
            switches.merge(toName, 1L, Long::sum);
        }
        since.put(cpu, at);
        running.put(cpu, to);
    }

    private void see(int tid, String name, int cpu) {
        Integer before = cpuOf.put(tid, cpu);
        if (tid != 0 && before != null && before != cpu) {
            migrations.merge(name, 1L, Long::sum);
        }
    }
}
