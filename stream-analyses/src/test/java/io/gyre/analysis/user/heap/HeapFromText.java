package io.gyre.analysis.user.heap;

import io.gyre.analysis.kernel.text.TextEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Memory of programs as babeltrace2's text tells it, event by event, without cuts: what {@code heap} must say too. */
final class HeapFromText {
    /** One process; another program in it begins with nothing. */
    static final class TextProcess {
        private final Map<Long, Deque<Long>> blocks = new HashMap<>();
        private long liveBytes;
        private long peakBytes;
        private long allocations;
        private long allocatedBytes;
        private long frees;
        private long unknownFrees;
        private long freedBytes;
        private long abandonedBlocks;
        private long abandonedBytes;

        private long liveBlocks() {
            return blocks.values().stream().mapToLong(Deque::size).sum();
        }

        private void allocate(long address, long bytes) {
            if (address == 0) {
                return;
            }
            blocks.computeIfAbsent(address, _ -> new ArrayDeque<>()).push(bytes);
            allocations++;
            allocatedBytes += bytes;
            liveBytes += bytes;
            peakBytes = Math.max(peakBytes, liveBytes);
        }

        private void free(long address) {
            if (address == 0) {
                return;
            }
            frees++;
            Deque<Long> at = blocks.get(address);
            if (at == null || at.isEmpty()) {
                unknownFrees++;
                return;
            }
            long bytes = at.pop();
            freedBytes += bytes;
            liveBytes -= bytes;
        }

        private void restart() {
            abandonedBlocks += liveBlocks();
            abandonedBytes += liveBytes;
            blocks.clear();
            liveBytes = 0;
        }

        private boolean isIdle() {
            return allocations == 0 && frees == 0;
        }

        /** {@return the figures in the order of {@code HeapAnalysisTest.figures}} */
        String figures() {
            return String.join(" ", Long.toString(liveBlocks()), Long.toString(liveBytes), Long.toString(peakBytes),
                    Long.toString(allocations), Long.toString(allocatedBytes), Long.toString(frees),
                    Long.toString(freedBytes), Long.toString(unknownFrees), Long.toString(abandonedBlocks),
                    Long.toString(abandonedBytes));
        }
    }

    private final Map<Integer, TextProcess> byVpid = new TreeMap<>();

    static Map<Integer, String> read(Path text) throws IOException {
        var heap = new HeapFromText();
        TextEvent.read(text, heap::take);
        var figures = new TreeMap<Integer, String>();
        heap.byVpid.forEach((vpid, process) -> {
            if (!process.isIdle()) {
                figures.put(vpid, process.figures());
            }
        });
        return figures;
    }

    private void take(TextEvent event) {
        switch (event.name()) {
            case "lttng_ust_statedump:start" -> process(event).restart();
            case "lttng_ust_libc:malloc", "lttng_ust_libc:memalign" ->
                process(event).allocate(event.number("ptr"), event.number("size"));
            case "lttng_ust_libc:calloc" ->
                process(event).allocate(event.number("ptr"), event.number("nmemb") * event.number("size"));
            case "lttng_ust_libc:posix_memalign" ->
                process(event).allocate(event.number("out_ptr"), event.number("size"));
            case "lttng_ust_libc:free" -> process(event).free(event.number("ptr"));
            case "lttng_ust_libc:realloc" -> {
                if (event.number("ptr") != 0 || event.number("size") == 0) {
                    process(event).free(event.number("in_ptr"));
                }
                process(event).allocate(event.number("ptr"), event.number("size"));
            }
            default -> {
            }
        }
    }

    private TextProcess process(TextEvent event) {
        return byVpid.computeIfAbsent(event.contextNumber("vpid"), _ -> new TextProcess());
    }
}
