package io.gyre.analysis.kernel.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.Map;
import java.util.Optional;

/**
 * {@code io}: latency and volume of the system calls about files and sockets, by call, process, thread and file; block requests from
 * issue to completion, by disk; packets by network interface.
 *
 * <pre>
 * {"per_call": [{"call": "read", "category": "read", "bytes": 4096, "failed": 0, "count": 1, "min_ns": 5, …, "histogram": […]}],
 *  "per_process": [{"pid": 243, "process": "bash", "read_bytes": 4096, …}],
 *  "per_thread": [{"tid": 243, "comm": "bash", …, "read_bytes": 4096, "written_bytes": 0, "received_bytes": 0, "sent_bytes": 0,
 *                  "copied_bytes": 0, "failed": 0, "count": 1, "min_ns": 5, …}],
 *  "other_threads": {…},
 *  "per_file": [{"file": "/etc/passwd", "pid": 243, "process": "bash", "read_bytes": 4096, "written_bytes": 0, "failed": 0,
 *                "reads": {"count": 1, "min_ns": 5, …}, "writes": {"count": 0}, "syncs": {"count": 0}}],
 *  "other_files": {…},
 *  "per_disk": [{"device": "254:16", "name": "vdb", "reads": {"bytes": 0, "failed": 0, "count": 0}, "writes": {…}}],
 *  "per_interface": [{"interface": "lo", "sent_packets": 1, "sent_bytes": 74, "received_packets": 1, "received_bytes": 60}],
 *  "longest": [{"from_ns": 100, "to_ns": 115, "duration_ns": 15, "call": "read", "ret": 4096, "file": "/etc/passwd",
 *               "thread": {"tid": 243, …}}]}
 * </pre>
 *
 * <p>Processes and threads come in the order of the bytes that they moved; {@code other_threads} are those above the limits of {@link IoUse}. A call or request
 * belongs to the window or slice in which it ends.
 *
 * <p>Of a fleet: {@code calls} and {@code failed} ones, bytes moved, block requests of disks and their bytes; how long calls took, in all and by what
 * they do, and requests; by name the {@code processes}, {@code files} and {@code disks} with most bytes, and the {@code calls} with most time.
 *
 * <p>A file is called as the program called it when it was opened, or as the state dump does; what has no path is called {@code socket:5} or
 * {@code pipe:3}, and a descriptor of which nothing is known {@code fd 5 (unknown)}. What is received counts as read from it, what is sent as
 * written; a call that copies counts at both files. Descriptors that come with a message (SCM_RIGHTS) are not known.
 */
public final class IoAnalysis extends DescribedAnalysis<IoUse> {
    public IoAnalysis() {
        super("io", "latency and volume per call, process, file, disk and interface", IoFold::new,
                new Partials<>(IoEncoding.VERSION, IoUse.NONE, IoUse.GAP, IoUse::followedBy, IoEncoding::write,
                        IoEncoding::read));
    }

    @Override
    public IoUse begin() {
        return IoUse.BEGIN;
    }

    @Override
    public boolean isEmpty(View<IoUse> view) {
        return view.value().isNothing();
    }

    @Override
    public void json(View<IoUse> view, ObjectNode entry) {
        IoUse use = IoUse.resolved(view);
        ArrayNode perCall = entry.putArray("per_call");
        use.calls().forEach((call, transfer) -> {
            Category category = Category.of(call);
            transfer.json(perCall.addObject().put("call", call).put("category",
                    category == null ? "" : category.word()));
        });
        ArrayNode perProcess = entry.putArray("per_process");
        use.processes().forEach(row -> row.getValue().json(perProcess.addObject()
                .put("pid", row.getKey() < 0 ? null : row.getKey()).put("process", use.names().comm(row.getKey()))));
        ArrayNode perThread = entry.putArray("per_thread");
        use.byVolume().forEach(
                row -> row.getValue().json(use.names().json(perThread.addObject(), row.getKey())));
        use.otherThreads().json(entry.putObject("other_threads"));
        ArrayNode perFile = entry.putArray("per_file");
        use.byFile().forEach(row -> {
            int pid = row.getKey().tid();
            row.getValue().json(perFile.addObject().put("file", row.getKey().name()).put("pid", pid < 0 ? null : pid)
                    .put("process", use.names().comm(pid)));
        });
        use.files().others().json(entry.putObject("other_files"));
        ArrayNode perDisk = entry.putArray("per_disk");
        use.disks().forEach((device, disk) -> {
            ObjectNode row = perDisk.addObject().put("device", Sector.deviceText(device)).put("name",
                    use.diskName(device));
            disk.reads().json(row.putObject("reads"));
            disk.writes().json(row.putObject("writes"));
        });
        ArrayNode perInterface = entry.putArray("per_interface");
        use.interfaces().forEach((name, traffic) -> perInterface.addObject().put("interface", name)
                .put("sent_packets", traffic.sentPackets()).put("sent_bytes", traffic.sentBytes())
                .put("received_packets", traffic.receivedPackets()).put("received_bytes", traffic.receivedBytes()));
        ArrayNode longest = entry.putArray("longest");
        Map<LongCall, String> files = use.filesOfLongest();
        var nodes = new ThreadNodes(use.names());
        for (LongCall call : use.longest()) {
            ObjectNode row = longest.addObject().put("from_ns", call.fromNs()).put("to_ns", call.toNs())
                    .put("duration_ns", call.lengthNs()).put("call", call.call()).put("ret", call.ret());
            String file = files.get(call);
            if (file != null) {
                row.put("file", file);
            }
            row.set("thread", nodes.of(call.tid()));
        }
    }

    @Override
    public Optional<FleetFigures> fleet(View<IoUse> view) {
        return Optional.of(IoFleet.figures(IoUse.resolved(view)));
    }

    @Override
    public String text(View<IoUse> view, Detail detail) {
        return new IoText(IoUse.resolved(view), detail).toString();
    }
}
