package io.gyre.analysis.user.heap;

import io.gyre.analysis.Fold;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.MappingsTally;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import java.util.List;
import java.util.TreeMap;

/**
 * Follows the blocks of each process. A program begins where its state dump does: LTTng-UST dumps before the program's first event, when a process
 * executes another program too.
 */
public final class HeapFold implements Fold<HeapUse>, Watching {
    /** No block is larger (user space has 47 bits, with five levels of pages 56); what claims to be is damaged. */
    private static final long MOST_BYTES = 1L << 56;

    private final IntMap<ProcessTally> processes = new IntMap<>();
    private final MappingsTally mappings = new MappingsTally();

    @OnEvent({ "lttng_ust_libc:malloc", "lttng_ust_libc:memalign"})
    public void malloc(@Field("size") long size, @Field("ptr") long address,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid,
            @Context(value = "procname", required = false) Text name,
            @Context(value = "ip", required = false) long site) {
        allocated(process(vpid, vtid, name), address, size, site);
    }

    @OnEvent("lttng_ust_libc:calloc")
    public void calloc(@Field("nmemb") long count, @Field("size") long size, @Field("ptr") long address,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid,
            @Context(value = "procname", required = false) Text name,
            @Context(value = "ip", required = false) long site) {
        long bytes = Math.unsignedMultiplyHigh(count, size) == 0 ? count * size : Long.MAX_VALUE;
        allocated(process(vpid, vtid, name), address, bytes, site);
    }

    @OnEvent("lttng_ust_libc:posix_memalign")
    public void posixMemalign(@Field("size") long size, @Field("out_ptr") long address, @Field("result") int result,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid,
            @Context(value = "procname", required = false) Text name,
            @Context(value = "ip", required = false) long site) {
        allocated(process(vpid, vtid, name), result == 0 ? address : 0, size, site);
    }

    /** {@code realloc(NULL, …)} allocates, {@code realloc(…, 0)} frees, and one that fails leaves the block as it is. */
    @OnEvent("lttng_ust_libc:realloc")
    public void realloc(@Field("in_ptr") long from, @Field("size") long size, @Field("ptr") long address,
            @Context(value = "vpid", required = false) int vpid, @Context(value = "vtid", required = false) int vtid,
            @Context(value = "procname", required = false) Text name,
            @Context(value = "ip", required = false) long site) {
        ProcessTally process = process(vpid, vtid, name);
        boolean frees = from != 0 && (address != 0 || size == 0);
        if (frees) {
            process.free(from);
        }
        if (frees && address != 0) {
            process.reallocated();
        }
        if (address != 0 || !frees) {
            allocated(process, address, size, site);
        }
    }

    /** {@code free(NULL)} is told too, and frees nothing. */
    @OnEvent("lttng_ust_libc:free")
    public void free(@Field("ptr") long address, @Context(value = "vpid", required = false) int vpid,
            @Context(value = "vtid", required = false) int vtid,
            @Context(value = "procname", required = false) Text name) {
        if (address != 0) {
            process(vpid, vtid, name).free(address);
        }
    }

    private static void allocated(ProcessTally process, long address, long size, long site) {
        if (address == 0) {
            process.failed();
        } else {
            process.allocate(address, Long.compareUnsigned(size, MOST_BYTES) > 0 ? 0 : size, site);
        }
    }

    @OnEvent("lttng_ust_statedump:start")
    public void programBegins(@Context(value = "vpid", required = false) int vpid) {
        process(vpid).restart();
    }

    @Override
    public List<Watch> watches() {
        return List.of(mappings.watch());
    }

    @OnEvent({ "lttng_ust_statedump:bin_info", "lttng_ust_dl:dlopen", "lttng_ust_dl:dlmopen", "lttng_ust_lib:load"})
    public void mapped(@Field("baddr") long address, @Field("memsz") long bytes, @Field("path") Text path,
            @Field(value = "is_pic", required = false) int isPic,
            @Context(value = "vpid", required = false) int vpid) {
        mappings.mapped(vpid, address, bytes, path, isPic != 0);
    }

    private ProcessTally process(int vpid, int vtid, Text name) {
        ProcessTally process = process(vpid);
        process.named(name, vtid == vpid);
        return process;
    }

    private ProcessTally process(int vpid) {
        ProcessTally process = processes.get(vpid);
        if (process == null) {
            process = new ProcessTally();
            processes.put(vpid, process);
        }
        return process;
    }

    @Override
    public HeapUse cut(long afterNs, long upToNs) {
        var told = new TreeMap<Integer, ProcessHeap>();
        var sites = new TreeMap<Address, Site>();
        processes.forEach((process, vpid) -> {
            told.put(vpid, process.sum());
            process.sites((address, site) -> sites.put(new Address(vpid, address), site));
        });
        HeapUse use = HeapUse.of(told, HeapCounts.NONE, sites, Site.NONE, mappings.cut(), false);
        processes.clear();
        return afterNs == Long.MIN_VALUE ? HeapUse.GAP.followedBy(use) : use;
    }
}
