package io.gyre.analysis.kernel.memory;

/** {@link MemoryFigures} being added up. */
final class MemoryTally {
    private long pagesAllocated;
    private long pagesFreed;
    private long pagesPeak;
    private long allocations;
    private long requested;
    private long allocated;
    private long frees;
    private long sizedFrees;
    private long freedBytes;
    long userFaults;
    long kernelFaults;

    void allocatePages(long pages) {
        pagesAllocated += pages;
        pagesPeak = Math.max(pagesPeak, pagesAllocated - pagesFreed);
    }

    void freePages(long pages) {
        pagesFreed += pages;
    }

    void allocate(long bytesRequested, long bytesAllocated) {
        allocations++;
        requested += bytesRequested;
        allocated += bytesAllocated;
    }

    void free() {
        frees++;
    }

    void freeOfSize(long bytes) {
        frees++;
        sizedFrees++;
        freedBytes += bytes;
    }

    MemoryFigures sum() {
        return new MemoryFigures(new Pages(pagesAllocated, pagesFreed, pagesPeak),
                new Slabs(allocations, requested, allocated, frees, sizedFrees, freedBytes), userFaults, kernelFaults);
    }
}
