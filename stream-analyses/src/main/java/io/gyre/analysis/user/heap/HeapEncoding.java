package io.gyre.analysis.user.heap;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How {@link HeapUse} is stored; addresses of blocks as differences, so that they are short. */
final class HeapEncoding {
    private static final int FEWEST_BYTES_OF_PROCESS = 1 + HeapCounts.FEWEST_BYTES + 10;
    private static final int FEWEST_BYTES_OF_SITE = 4;
    private static final int FEWEST_BYTES_OF_FREE = 3;
    private static final int FEWEST_BYTES_OF_ADDRESS = 2;
    private static final int FEWEST_BYTES_OF_BLOCK = 2;

    private HeapEncoding() {}

    static void write(HeapUse use, PartialOutput out) {
        out.writeFlag(use.restartsAll());
        out.writeUnsigned(use.processes().size());
        use.processes().forEach((vpid, process) -> {
            out.writeSigned(vpid);
            write(process, out);
        });
        use.others().write(out);
        out.writeUnsigned(use.sites().size());
        use.sites().forEach((at, site) -> {
            at.write(out);
            site.write(out);
        });
        use.otherSites().write(out);
        use.mappings().write(out);
    }

    private static void write(ProcessHeap process, PartialOutput out) {
        process.counts().write(out);
        process.name().write(out);
        out.writeUnsigned(process.frees().size());
        for (OpenFree free : process.frees()) {
            free.before().write(out);
            out.writeUnsigned(free.address());
        }
        process.first().write(out);
        out.writeFlag(process.isRestarted());
        out.writeUnsigned(process.endedPeak());
        process.last().write(out);
        out.writeUnsigned(process.blocks().size());
        long before = 0;
        for (var entry : process.blocks().entrySet()) {
            out.writeSigned(entry.getKey() - before);
            before = entry.getKey();
            out.writeUnsigned(entry.getValue().size());
            entry.getValue().forEach(block -> {
                out.writeUnsigned(block.bytes());
                out.writeUnsigned(block.site());
            });
        }
    }

    static HeapUse read(PartialInput in, int version) throws PartialFormatException {
        boolean restartsAll = in.readFlag();
        var processes = new TreeMap<Integer, ProcessHeap>();
        for (int left = in.readCount(FEWEST_BYTES_OF_PROCESS); left > 0; left--) {
            processes.put(in.readInt(), process(in));
        }
        HeapCounts others = HeapCounts.read(in);
        var sites = new TreeMap<Address, Site>();
        for (int left = in.readCount(FEWEST_BYTES_OF_SITE); left > 0; left--) {
            sites.put(Address.read(in), Site.read(in));
        }
        return new HeapUse(processes, others, sites, Site.read(in), mappings(in, version), restartsAll);
    }

    private static ProcessHeap process(PartialInput in) throws PartialFormatException {
        HeapCounts counts = HeapCounts.read(in);
        ProcessName name = ProcessName.read(in);
        var frees = new ArrayList<OpenFree>();
        for (int left = in.readCount(FEWEST_BYTES_OF_FREE); left > 0; left--) {
            frees.add(new OpenFree(Step.read(in), in.readUnsigned()));
        }
        return new ProcessHeap(counts, name, frees, Step.read(in), in.readFlag(), in.readUnsigned(), Step.read(in),
                blocks(in));
    }

    private static SortedMap<Long, List<Block>> blocks(PartialInput in) throws PartialFormatException {
        var blocks = new TreeMap<Long, List<Block>>();
        long address = 0;
        for (int left = in.readCount(FEWEST_BYTES_OF_ADDRESS); left > 0; left--) {
            address += in.readSigned();
            var at = new ArrayList<Block>();
            for (int more = in.readCount(FEWEST_BYTES_OF_BLOCK); more > 0; more--) {
                at.add(new Block(in.readUnsigned(), in.readUnsigned()));
            }
            blocks.put(address, List.copyOf(at));
        }
        return blocks;
    }

    /** The first version had no build ids. */
    private static Mappings mappings(PartialInput in, int version) throws PartialFormatException {
        return version == 1 ? Mappings.readWithoutBuildIds(in) : Mappings.read(in);
    }
}
