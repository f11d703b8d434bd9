package io.gyre.analysis.kernel.io;

import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.call.CallClass;
import io.gyre.analysis.kernel.call.CallSlot;
import io.gyre.analysis.kernel.call.CallThread;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.file.FileFold;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up calls, block requests and packets. */
public final class IoFold extends FileFold<IoFold.IoThread, IoUse> {
    private static final int WRITE_FLAG = 1;
    private static final int FLUSH_FLAG = 1 << 8;

    private final IntMap<IoCall> calls = new IntMap<>();
    private final Map<Sector, Requests> requests = new HashMap<>();
    private final IntMap<DiskTally> disks = new IntMap<>();
    private final TreeMap<Integer, String> diskNames = new TreeMap<>();
    private final List<Interface> interfaces = new ArrayList<>();
    private Longest<LongCall> longest = new Longest<>(IoUse.MOST_LONGEST);

    /** A thread, and what it moved. */
    public static final class IoThread extends CallThread {
        private @Nullable VolumeTally volume;

        IoThread(int tid) {
            super(tid);
        }
    }

    private static final class IoCall {
        private final String name;
        private final @Nullable Category category;
        private final TransferTally tally = new TransferTally();

        IoCall(String name) {
            this.name = name;
            this.category = Category.of(name);
        }
    }

    /** {@link Request} being changed. */
    private static final class Requests {
        private final List<Request.Completion> completions = new ArrayList<>();
        private final List<Long> issues = new ArrayList<>();
    }

    private static final class DiskTally {
        private final TransferTally reads = new TransferTally();
        private final TransferTally writes = new TransferTally();
    }

    private static final class Interface {
        private final byte[] name;
        private final String text;
        private long sentPackets;
        private long sentBytes;
        private long receivedPackets;
        private long receivedBytes;

        Interface(Text name) {
            this.text = name.toString();
            this.name = new byte[name.length()];
            for (int i = 0; i < this.name.length; i++) {
                this.name[i] = name.byteAt(i);
            }
        }
    }

    @Override
    protected IoThread newThread(int tid) {
        return new IoThread(tid);
    }

    @Override
    protected void entered(CallClass call) {}

    private IoCall call(CallClass call) {
        IoCall io = calls.get(call.index());
        if (io == null) {
            io = new IoCall(call.name());
            calls.put(call.index(), io);
        }
        return io;
    }

    @Override
    protected void left(@Nullable CallSlot slot, CallClass call, long timestampNs, int tid, long ret) {
        if (slot == null) {
            return;
        }
        IoCall io = call(call);
        leftInSlice(slot, call, timestampNs, tid, ret);
        Category category = io.category;
        if (category == null) {
            return;
        }
        long ns = Math.max(0, timestampNs - slot.sinceNs());
        long bytes = category.countsBytes() ? Math.max(0, ret) : 0;
        boolean failed = Exit.error(ret) != 0;
        io.tally.add(ns, bytes, failed);
        IoThread thread = thread(tid);
        if (thread.volume == null) {
            thread.volume = new VolumeTally();
        }
        thread.volume.add(category, ns, bytes, failed);
        if (longest.takes(ns)) {
            longest.add(new LongCall(slot.sinceNs(), timestampNs, tid, call.name(), ret));
        }
    }

    @OnEvent("block_rq_issue")
    public void requestIssued(long timestampNs, @Field("dev") int device, @Field("sector") long sector) {
        requests.computeIfAbsent(new Sector(device, sector), any -> new Requests()).issues.add(timestampNs);
    }

    @OnEvent("block_rq_complete")
    public void requestCompleted(long timestampNs, @Field("dev") int device, @Field("sector") long sector,
            @Field("nr_sector") long sectors, @Field(value = "error", required = false) long error,
            @Field("rwbs") long flags) {
        var place = new Sector(device, sector);
        Requests open = requests.computeIfAbsent(place, any -> new Requests());
        boolean isWrite = (flags & (WRITE_FLAG | FLUSH_FLAG)) != 0;
        if (open.issues.isEmpty()) {
            open.completions.add(new Request.Completion(timestampNs, isWrite, sectors, error != 0));
            return;
        }
        DiskTally disk = disks.get(device, any -> new DiskTally());
        (isWrite ? disk.writes : disk.reads).add(Math.max(0, timestampNs - open.issues.removeLast()),
                sectors * Disk.SECTOR_BYTES, error != 0);
        if (open.issues.isEmpty() && open.completions.isEmpty()) {
            requests.remove(place);
        }
    }

    @OnEvent("lttng_statedump_block_device")
    public void blockDevice(long timestampNs, @Field("dev") int device, @Field("diskname") Text name) {
        diskNames.put(device, name.toString());
    }

    @OnEvent("net_dev_xmit")
    public void sent(long timestampNs, @Field("len") long bytes, @Field("name") Text name) {
        Interface device = device(name);
        device.sentPackets++;
        device.sentBytes += bytes;
    }

    @OnEvent("net_if_receive_skb")
    public void received(long timestampNs, @Field("len") long bytes, @Field("name") Text name) {
        Interface device = device(name);
        device.receivedPackets++;
        device.receivedBytes += bytes;
    }

    /** A machine has few; those of containers make some more. */
    private Interface device(Text name) {
        for (Interface known : interfaces) {
            if (name.contentEquals(known.name)) {
                return known;
            }
        }
        var made = new Interface(name);
        interfaces.add(made);
        return made;
    }

    @Override
    public IoUse cut(long afterNs, long upToNs) {
        var byCall = new TreeMap<String, Transfer>();
        calls.forEach((call, index) -> {
            if (!call.tally.isNone()) {
                byCall.put(call.name, call.tally.sum());
            }
        });
        var byThread = new TreeMap<Integer, Volume>();
        threads().forEach((thread, tid) -> {
            if (thread.volume != null) {
                byThread.put(tid, thread.volume.sum());
            }
        });
        Volume others = Volume.NONE;
        while (byThread.size() > IoUse.MOST_THREADS) {
            others = others.plus(byThread.pollLastEntry().getValue());
        }
        var byDisk = new TreeMap<Integer, Disk>();
        disks.forEach((disk, device) -> byDisk.put(device, new Disk(disk.reads.sum(), disk.writes.sum())));
        var traffic = new TreeMap<String, Traffic>();
        for (Interface one : interfaces) {
            traffic.merge(one.text, new Traffic(one.sentPackets, one.sentBytes, one.receivedPackets,
                    one.receivedBytes), Traffic::plus);
        }
        var open = new TreeMap<Sector, Request>();
        requests.forEach((sector, ends) -> open.put(sector, Request.of(ends.completions, ends.issues)));
        var cut = new IoUse(byCall, byThread, others, IoUse.limited(byDisk), IoUse.limited(new TreeMap<>(diskNames)),
                IoUse.limited(traffic), longest.entries(), IoUse.limited(open), files(), openCalls(), running(),
                names());
        calls.clear();
        disks.clear();
        diskNames.clear();
        interfaces.clear();
        requests.clear();
        longest = new Longest<>(IoUse.MOST_LONGEST);
        forgetCalls();
        return cut;
    }
}
