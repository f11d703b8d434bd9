package io.gyre.analysis.kernel.io;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.file.Files;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;

/**
 * {@link IoUse} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * use = count *(call transfer) count *(tid volume) volume count *(device transfer transfer) count *(device name)
 *       count *(interface 4number) count *long count *(device sector request) open running names files
 * </pre>
 */
final class IoEncoding {
    /** Version 1 has no files. */
    static final int VERSION = 2;

    private IoEncoding() {}

    static void write(IoUse use, PartialOutput out) {
        out.writeUnsigned(use.calls().size());
        use.calls().forEach((call, transfer) -> {
            out.writeString(call);
            transfer.write(out);
        });
        out.writeUnsigned(use.threads().size());
        use.threads().forEach((tid, volume) -> {
            out.writeSigned(tid);
            volume.write(out);
        });
        use.otherThreads().write(out);
        out.writeUnsigned(use.disks().size());
        use.disks().forEach((device, disk) -> {
            out.writeSigned(device);
            disk.reads().write(out);
            disk.writes().write(out);
        });
        out.writeUnsigned(use.diskNames().size());
        use.diskNames().forEach((device, name) -> {
            out.writeSigned(device);
            out.writeString(name);
        });
        out.writeUnsigned(use.interfaces().size());
        use.interfaces().forEach((name, traffic) -> {
            out.writeString(name);
            out.writeUnsigned(traffic.sentPackets());
            out.writeUnsigned(traffic.sentBytes());
            out.writeUnsigned(traffic.receivedPackets());
            out.writeUnsigned(traffic.receivedBytes());
        });
        out.writeUnsigned(use.longest().size());
        use.longest().forEach(call -> call.write(out));
        out.writeUnsigned(use.requests().size());
        use.requests().forEach((sector, request) -> {
            out.writeSigned(sector.device());
            out.writeSigned(sector.number());
            request.write(out);
        });
        use.open().write(out);
        use.running().write(out);
        use.names().write(out);
        use.files().write(out);
    }

    static IoUse read(PartialInput in, int version) throws PartialFormatException {
        var calls = in.readMap(5, PartialInput::readString, Transfer::read);
        var threads = in.readMap(8, PartialInput::readInt, Volume::read);
        Volume others = Volume.read(in);
        var disks = in.readMap(9, PartialInput::readInt, from -> new Disk(Transfer.read(from), Transfer.read(from)));
        var diskNames = in.readMap(2, PartialInput::readInt, PartialInput::readString);
        var interfaces = in.readMap(5, PartialInput::readString, from -> new Traffic(from.readUnsigned(),
                from.readUnsigned(), from.readUnsigned(), from.readUnsigned()));
        var longest = in.readList(5, LongCall::read);
        var requests = in.readMap(4, from -> new Sector(from.readInt(), from.readSigned()), Request::read);
        OpenCalls open = OpenCalls.read(in);
        RunningThreads running = RunningThreads.read(in);
        ThreadNames names = ThreadNames.read(in);
        Files files = version < 2 ? Files.UNKNOWN : Files.read(in);
        return new IoUse(calls, threads, others, disks, diskNames, interfaces, longest, requests, files, open, running,
                names);
    }
}
