package io.gyre.analysis.user.address;

import io.gyre.ctf.bind.Text;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.filter.Selection;
import java.util.List;
import java.util.TreeMap;

/** {@link Mappings} being told by the state dump and the dynamic linker. */
public final class MappingsTally {
    /** A build id is a digest; what claims to be longer is none. */
    static final int LONGEST_BUILD_ID = 64;

    private final TreeMap<Address, Mapping> byAddress = new TreeMap<>();
    private final TreeMap<Address, String> buildIds = new TreeMap<>();

    /** @param isPic whether the event says that addresses in the file count from where it is mapped; only the state dump can say that they do not */
    public void mapped(int vpid, long address, long bytes, Text path, boolean isPic) {
        boolean isMovable = isPic || !isProgram(address, path);
        byAddress.put(new Address(vpid, address), new Mapping(bytes, path.toString(), isMovable));
        Mappings.limit(byAddress);
        identified(vpid, address, "");
    }

    /** Takes what tells build ids, in events that come after those that tell of the files. */
    public Watch watch() {
        return new Watch(Selection.ALL.withEvents(
                List.of("lttng_ust_statedump:build_id", "lttng_ust_lib:build_id", "lttng_ust_dl:build_id")),
                new BuildIdVisitor(this));
    }

    /** @param buildId in hexadecimal; empty for none */
    void identified(int vpid, long address, String buildId) {
        buildIds.put(new Address(vpid, address), buildId);
        Mappings.limit(buildIds);
    }

    /** Programs that cannot be moved lie in the lowest 2 GiB; nothing else does. */
    private static boolean isProgram(long address, Text path) {
        return path.length() > 0 && address >>> 31 == 0;
    }

    /** {@return what was told, and forgets it} */
    public Mappings cut() {
        Mappings mappings = Mappings.of(byAddress, buildIds);
        byAddress.clear();
        buildIds.clear();
        return mappings;
    }
}
