package io.gyre.analysis.user.heap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.Symbols;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code heap}: what programs allocate and free, the most that they had at a time, and what is alive at the end, by process and, with an
 * {@code ip} context, by the place of the call. Needs the events of {@code liblttng-ust-libc-wrapper} ({@code lttng_ust_libc:*}) and the context
 * {@code vpid}; without that, all processes are taken for one, whose {@code vpid} is 0.
 *
 * <pre>
 * {"live_blocks": 2, "live_bytes": 90, "allocations": 9, "allocated_bytes": 900, "frees": 7, "freed_bytes": 810, "frees_of_unknown_blocks": 0, …,
 *  "processes": [{"vpid": 58, "process": "bash", "live_blocks": 2, "live_bytes": 90, "peak_bytes": 400, "allocations": 9, …}],
 *  "sites": [{"site": "bash+0x9a2f", "vpid": 58, "process": "bash", "address": "5615c31b6a2f", "allocations": 9, "allocated_bytes": 900,
 *             "live_blocks": 2, "live_bytes": 90}],
 *  "alive": [{"vpid": 58, "process": "bash", "site": "bash+0x9a2f", "bytes_each": 45, "blocks": 2, "bytes": 90}]}
 * </pre>
 *
 * <p>Of a fleet: allocations, frees and their bytes, as {@code processes} have them; by name the {@code processes} and {@code sites} that allocated most.
 * Not what is alive, which does not add up over time.
 *
 * <p>Bytes are those asked for. A block that is alive at the end of a line was leaked, or its program still ran. When a process executes another
 * program, what the first one had is counted as abandoned, not as alive. {@code alive} has the {@value #MOST_ALIVE} largest; the peak of several
 * processes together is not known.
 */
public final class HeapAnalysis extends DescribedAnalysis<HeapUse> {
    private static final int MOST_ALIVE = 1000;

    private final Symbols symbols;

    public HeapAnalysis() {
        this(Symbols.NONE);
    }

    private HeapAnalysis(Symbols symbols) {
        super("heap",
                "memory of programs: allocated, freed, most at a time, alive at the end, by process and call site",
                HeapFold::new,
                new Partials<>(2, HeapUse.NONE, HeapUse.GAP, HeapUse::followedBy, HeapEncoding::write,
                        HeapEncoding::read));
        this.symbols = symbols;
    }

    @Override
    public Analysis<HeapUse> withSymbols(Symbols theirs) {
        return new HeapAnalysis(theirs);
    }

    @Override
    public boolean isEmpty(View<HeapUse> view) {
        return view.value().isNothing();
    }

    private static Site alive(HeapUse use) {
        return use.processes().values().stream()
                .map(process -> new Site(process.blockCount(), process.blockBytes())).reduce(Site.NONE, Site::plus);
    }

    @Override
    public void json(View<HeapUse> view, ObjectNode entry) {
        HeapUse use = HeapUse.shown(view);
        var names = new Names(use.mappings(), symbols);
        Site allAlive = alive(use);
        use.total().json(entry.put("live_blocks", allAlive.allocations()).put("live_bytes", allAlive.bytes()));
        var processes = entry.putArray("processes");
        use.processes().forEach((vpid, process) -> process.counts()
                .json(processes.addObject().put("vpid", vpid).put("process", process.name().best())
                        .put("live_blocks", process.blockCount()).put("live_bytes", process.blockBytes())
                        .put("peak_bytes", process.peakBytes())));
        if (!use.others().isIdle()) {
            use.others().json(entry.putObject("other_processes"));
        }
        SortedMap<Address, Site> aliveBySite = use.aliveBySite();
        var sites = entry.putArray("sites");
        use.sites().forEach((at, site) -> {
            Site left = aliveBySite.getOrDefault(at, Site.NONE);
            sites.addObject().put("site", names.name(at.vpid(), at.address())).put("vpid", at.vpid())
                    .put("process", process(use, at.vpid())).put("address", Long.toHexString(at.address()))
                    .put("allocations", site.allocations()).put("allocated_bytes", site.bytes())
                    .put("live_blocks", left.allocations()).put("live_bytes", left.bytes());
        });
        if (!use.otherSites().equals(Site.NONE)) {
            entry.putObject("other_sites").put("allocations", use.otherSites().allocations())
                    .put("allocated_bytes", use.otherSites().bytes());
        }
        var alive = entry.putArray("alive");
        List<Leak> leaks = use.alive();
        leaks.stream().limit(MOST_ALIVE).forEach(leak -> {
            ObjectNode node = alive.addObject().put("vpid", leak.vpid()).put("process", process(use, leak.vpid()));
            if (leak.site() != 0) {
                node.put("site", names.name(leak.vpid(), leak.site()));
            }
            node.put("bytes_each", leak.bytesEach()).put("blocks", leak.blocks()).put("bytes", leak.bytes());
        });
        if (leaks.size() > MOST_ALIVE) {
            List<Leak> others = leaks.subList(MOST_ALIVE, leaks.size());
            entry.putObject("other_alive").put("blocks", others.stream().mapToLong(Leak::blocks).sum()).put("bytes",
                    others.stream().mapToLong(Leak::bytes).sum());
        }
    }

    private static String process(HeapUse use, int vpid) {
        ProcessHeap process = use.processes().get(vpid);
        return process == null ? "" : process.name().best();
    }

    private static String label(HeapUse use, int vpid) {
        String process = process(use, vpid);
        return (process.isEmpty() ? "?" : process) + " (" + vpid + ")";
    }

    @Override
    public Optional<FleetFigures> fleet(View<HeapUse> view) {
        HeapUse use = HeapUse.shown(view);
        var names = new Names(use.mappings(), symbols);
        HeapCounts total = use.total();
        var tally = new FiguresTally();
        tally.sum("allocations", total.allocations());
        tally.sum("allocated_bytes", total.allocatedBytes());
        tally.sum("frees", total.frees());
        tally.sum("freed_bytes", total.freedBytes());
        tally.sum("reallocations", total.reallocations());
        tally.sum("failures", total.failures());
        tally.sum("abandoned_bytes", total.abandonedBytes());
        use.processes().forEach((vpid, process) -> {
            String name = process.name().best();
            tally.top("processes", Unit.BYTES, name.isEmpty() ? "?" : name, process.counts().allocatedBytes());
        });
        use.sites().forEach((at, site) -> tally.top("sites", Unit.BYTES, names.shared(at.vpid(), at.address()),
                site.bytes()));
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<HeapUse> view, Detail detail) {
        HeapUse use = HeapUse.shown(view);
        if (use.isNothing()) {
            return "no memory was allocated or freed\n";
        }
        return Detail.parts(processes(use, detail), sites(use, detail), alive(use, detail), losses(use, detail));
    }

    private static String processes(HeapUse use, Detail detail) {
        var table = detail.table("live bytes", "blocks", "peak bytes", "allocations", "allocated bytes", "frees",
                "freed bytes", "failed", "process");
        Site alive = alive(use);
        table.total(cells(alive, "", use.total(), "all"));
        use.processes().entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<Integer, ProcessHeap> row) -> -row.getValue().blockBytes())
                        .thenComparingLong(row -> -row.getValue().peakBytes())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(detail.top())
                .forEach(row -> table.row(cells(
                        new Site(row.getValue().blockCount(), row.getValue().blockBytes()), row.getValue().peakBytes(),
                        row.getValue().counts(), label(use, row.getKey()))));
        return table + detail.more(use.processes().size(), "processes");
    }

    private static Object[] cells(Site alive, Object peak, HeapCounts counts, String who) {
        return new Object[]{ alive.bytes(), alive.allocations(), peak, counts.allocations(), counts.allocatedBytes(),
                counts.frees(), counts.freedBytes(), counts.failures(), who};
    }

    private String sites(HeapUse use, Detail detail) {
        if (use.sites().isEmpty()) {
            return "";
        }
        var names = new Names(use.mappings(), symbols);
        SortedMap<Address, Site> alive = use.aliveBySite();
        var table = detail.table("live bytes", "blocks", "allocations", "allocated bytes", "called from", "process");
        use.sites().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Address, Site> row) -> -alive
                        .getOrDefault(row.getKey(), Site.NONE).bytes())
                        .thenComparingLong(row -> -row.getValue().bytes()).thenComparing(Map.Entry.comparingByKey()))
                .limit(detail.top()).forEach(row -> {
                    Address at = row.getKey();
                    Site left = alive.getOrDefault(at, Site.NONE);
                    table.row(left.bytes(), left.allocations(), row.getValue().allocations(), row.getValue().bytes(),
                            names.name(at.vpid(), at.address()), label(use, at.vpid()));
                });
        return table + detail.more(use.sites().size(), "places");
    }

    private String alive(HeapUse use, Detail detail) {
        var names = new Names(use.mappings(), symbols);
        List<Leak> leaks = use.alive();
        if (leaks.isEmpty()) {
            return "";
        }
        var table = detail.table("live bytes", "blocks", "bytes each", "called from", "process");
        leaks.stream().limit(detail.top()).forEach(leak -> table.row(leak.bytes(), leak.blocks(), leak.bytesEach(),
                leak.site() == 0 ? "?" : names.name(leak.vpid(), leak.site()), label(use, leak.vpid())));
        return table + detail.more(leaks.size(), "sizes and places");
    }

    private static String losses(HeapUse use, Detail detail) {
        HeapCounts total = use.total();
        return detail.ofAll(String.format(Locale.ROOT,
                "%,d frees of unknown blocks; %,d blocks (%,d bytes) abandoned where another program began; %,d blocks not followed\n",
                total.frees() - total.knownFrees(), total.abandonedBlocks(), total.abandonedBytes(),
                total.untrackedBlocks()));
    }
}
