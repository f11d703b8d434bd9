package io.gyre.analysis.user.heap;

import io.gyre.analysis.primitive.LongMap;
import io.gyre.ctf.bind.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link ProcessHeap} being added up in one slice. */
final class ProcessTally {
    private final LongMap<Stack> byAddress = new LongMap<>();
    private final LongMap<SiteTally> sites = new LongMap<>();
    private final List<OpenFree> open = new ArrayList<>(0);
    private final Name main = new Name();
    private final Name any = new Name();
    private Step first = Step.NONE;
    private boolean isRestarted;
    private long endedPeak;
    private long bytes;
    private long peakBytes;

    private long allocations;
    private long allocatedBytes;
    private long frees;
    private long knownFrees;
    private long freedBytes;
    private long reallocations;
    private long failures;
    private long abandonedBlocks;
    private long abandonedBytes;

    /** The blocks at one address, the latest last: hardly ever more than one. */
    private static final class Stack {
        private long[] bytesAndSites = new long[2];
        private int count;

        void push(long bytes, long site) {
            if (2 * count == bytesAndSites.length) {
                bytesAndSites = Arrays.copyOf(bytesAndSites, 4 * count);
            }
            bytesAndSites[2 * count] = bytes;
            bytesAndSites[2 * count + 1] = site;
            count++;
        }

        long pop() {
            count--;
            return bytesAndSites[2 * count];
        }

        List<Block> blocks() {
            var blocks = new ArrayList<Block>(count);
            for (int i = 0; i < count; i++) {
                blocks.add(new Block(bytesAndSites[2 * i], bytesAndSites[2 * i + 1]));
            }
            return List.copyOf(blocks);
        }
    }

    private static final class SiteTally {
        private long allocations;
        private long bytes;
    }

    /** A name that is made a string only when it changes. */
    private static final class Name {
        private String name = "";
        private byte @Nullable [] utf8;

        void told(Text text) {
            byte[] known = utf8;
            if (text.length() > 0 && (known == null || !text.contentEquals(known))) {
                name = text.toString();
                utf8 = new byte[text.length()];
                for (int i = 0; i < utf8.length; i++) {
                    utf8[i] = text.byteAt(i);
                }
            }
        }
    }

    void named(Text name, boolean isMain) {
        any.told(name);
        if (isMain) {
            main.told(name);
        }
    }

    void allocate(long address, long size, long site) {
        allocations++;
        allocatedBytes += size;
        bytes += size;
        peakBytes = Math.max(peakBytes, bytes);
        Stack stack = byAddress.get(address);
        if (stack == null) {
            stack = new Stack();
            byAddress.put(address, stack);
        }
        stack.push(size, site);
        if (site != 0) {
            SiteTally tally = sites.get(site);
            if (tally == null) {
                tally = new SiteTally();
                sites.put(site, tally);
            }
            tally.allocations++;
            tally.bytes += size;
        }
    }

    void reallocated() {
        reallocations++;
    }

    void failed() {
        failures++;
    }

    void free(long address) {
        frees++;
        Stack stack = byAddress.get(address);
        if (stack != null && stack.count > 0) {
            long size = stack.pop();
            knownFrees++;
            freedBytes += size;
            bytes -= size;
        } else if (!isRestarted && open.size() < HeapUse.MOST_FREES) {
            open.add(new OpenFree(step(), address));
            beginStep();
        }
    }

    /** Another program begins in the process, with nothing. */
    void restart() {
        byAddress.forEach((stack, _) -> {
            abandonedBlocks += stack.count;
            while (stack.count > 0) {
                abandonedBytes += stack.pop();
            }
        });
        byAddress.clear();
        if (isRestarted) {
            endedPeak = Math.max(endedPeak, peakBytes);
        } else {
            first = step();
            isRestarted = true;
        }
        beginStep();
    }

    private Step step() {
        return new Step(peakBytes, bytes);
    }

    private void beginStep() {
        bytes = 0;
        peakBytes = 0;
    }

    private HeapCounts counts() {
        return new HeapCounts(allocations, allocatedBytes, frees, knownFrees, freedBytes, reallocations, failures,
                abandonedBlocks, abandonedBytes, 0);
    }

    ProcessHeap sum() {
        var blocks = new TreeMap<Long, List<Block>>();
        byAddress.forEach((stack, address) -> {
            if (stack.count > 0) {
                blocks.put(address, stack.blocks());
            }
        });
        return new ProcessHeap(counts(), new ProcessName(main.name, any.name), open, isRestarted ? first : step(),
                isRestarted, endedPeak, isRestarted ? step() : Step.NONE, blocks);
    }

    /** Takes the sites of this process. */
    @FunctionalInterface
    interface SiteVisitor {
        void site(long address, Site site);
    }

    void sites(SiteVisitor visitor) {
        sites.forEach((tally, address) -> visitor.site(address, new Site(tally.allocations, tally.bytes)));
    }
}
