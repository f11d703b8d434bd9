package io.gyre.analysis.user.heap;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
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
        var processes = in.readMap(FEWEST_BYTES_OF_PROCESS, PartialInput::readInt, HeapEncoding::process);
        HeapCounts others = HeapCounts.read(in);
        var sites = in.readMap(FEWEST_BYTES_OF_SITE, Address::read, Site::read);
        return new HeapUse(processes, others, sites, Site.read(in), mappings(in, version), restartsAll);
    }

    private static ProcessHeap process(PartialInput in) throws PartialFormatException {
        HeapCounts counts = HeapCounts.read(in);
        ProcessName name = ProcessName.read(in);
        var frees = in.readList(FEWEST_BYTES_OF_FREE, from -> new OpenFree(Step.read(from), from.readUnsigned()));
        return new ProcessHeap(counts, name, frees, Step.read(in), in.readFlag(), in.readUnsigned(), Step.read(in),
                blocks(in));
    }

    private static SortedMap<Long, List<Block>> blocks(PartialInput in) throws PartialFormatException {
        var blocks = new TreeMap<Long, List<Block>>();
        long address = 0;
        for (int left = in.readCount(FEWEST_BYTES_OF_ADDRESS); left > 0; left--) {
            address += in.readSigned();
            blocks.put(address, List.copyOf(in.readList(FEWEST_BYTES_OF_BLOCK,
                    from -> new Block(from.readUnsigned(), from.readUnsigned()))));
        }
        return blocks;
    }

    /** The first version had no build ids. */
    private static Mappings mappings(PartialInput in, int version) throws PartialFormatException {
        return version == 1 ? Mappings.readWithoutBuildIds(in) : Mappings.read(in);
    }
}
