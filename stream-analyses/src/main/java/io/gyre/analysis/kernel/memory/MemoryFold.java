package io.gyre.analysis.kernel.memory;

import io.gyre.analysis.kernel.pair.Finish;
import io.gyre.analysis.kernel.pair.PairTally;
import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up pages, kernel memory and page faults. {@code mm_page_free_batched} is left out, since the kernel tells each of its pages by
 * {@code mm_page_free} too.
 */
public final class MemoryFold extends ThreadFold<MemoryFold.MemoryThread, MemoryUse> {
    /** No block of pages is larger; what claims to be is damaged. */
    private static final int MOST_ORDER = 30;

    private final PairTally allocations = new PairTally();
    private MemoryTally total = new MemoryTally();

    /** A thread, and what it did. */
    public static final class MemoryThread extends FollowedThread {
        private @Nullable MemoryTally tally;

        MemoryThread(int tid) {
            super(tid);
        }
    }

    @Override
    protected MemoryThread newThread(int tid) {
        return new MemoryThread(tid);
    }

    @Override
    protected void switched(long timestampNs, int cpu, MemoryThread previous, MemoryThread next, int nextPriority) {}

    @OnEvent({ "kmem_mm_page_alloc", "mm_page_alloc"})
    public void pagesAllocated(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid, @Field("page") long page,
            @Field("order") int order) {
        boolean failed = page == 0;
        if (!failed) {
            tally(cpu, contextTid).allocatePages(pages(order));
            total.allocatePages(pages(order));
        }
    }

    @OnEvent({ "kmem_mm_page_free", "mm_page_free"})
    public void pagesFreed(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("order") int order) {
        tally(cpu, contextTid).freePages(pages(order));
        total.freePages(pages(order));
    }

    private static long pages(int order) {
        return order < 0 || order > MOST_ORDER ? 0 : 1L << order;
    }

    @OnEvent({ "kmem_kmalloc", "kmem_kmalloc_node", "kmem_cache_alloc", "kmem_cache_alloc_node"})
    public void allocated(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("ptr") long address, @Field("bytes_req") long requested, @Field("bytes_alloc") long taken) {
        if (address != 0) {
            tally(cpu, contextTid).allocate(requested, taken);
            total.allocate(requested, taken);
            allocations.begin(address, taken);
        }
    }

    /** {@code kfree(NULL)} is told too, and frees nothing. */
    @OnEvent({ "kmem_kfree", "kmem_cache_free"})
    public void freed(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("ptr") long address) {
        if (address == 0) {
            return;
        }
        MemoryTally tally = tally(cpu, contextTid);
        long bytes = allocations.end(address);
        if (bytes == PairTally.NONE) {
            tally.free();
            total.free();
            allocations.unmatched(address, new Finish(timestampNs, tid(cpu, contextTid), ""));
        } else {
            tally.freeOfSize(bytes);
            total.freeOfSize(bytes);
        }
    }

    @OnEvent({ "x86_exceptions_page_fault_user", "exceptions_page_fault_user"})
    public void userFault(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid) {
        tally(cpu, contextTid).userFaults++;
        total.userFaults++;
    }

    @OnEvent({ "x86_exceptions_page_fault_kernel", "exceptions_page_fault_kernel"})
    public void kernelFault(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid) {
        tally(cpu, contextTid).kernelFaults++;
        total.kernelFaults++;
    }

    private int tid(int cpu, int contextTid) {
        return contextTid > Tids.IDLE ? contextTid : tidOn(cpu);
    }

    private MemoryTally tally(int cpu, int contextTid) {
        MemoryThread thread = thread(tid(cpu, contextTid));
        MemoryTally tally = thread.tally;
        if (tally == null) {
            tally = new MemoryTally();
            thread.tally = tally;
        }
        return tally;
    }

    @Override
    public MemoryUse cut(long afterNs, long upToNs) {
        var byThread = new TreeMap<Integer, MemoryFigures>();
        threads().forEach((thread, tid) -> {
            if (thread.tally != null) {
                byThread.put(tid, thread.tally.sum());
            }
        });
        var cut = new MemoryUse(total.sum(), MemoryUse.limited(byThread, MemoryFigures.NONE), allocations.cut(),
                running(), names());
        total = new MemoryTally();
        forgetThreads();
        return cut;
    }
}
