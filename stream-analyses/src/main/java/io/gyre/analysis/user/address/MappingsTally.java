package io.gyre.analysis.user.address;

import io.gyre.ctf.bind.Text;
import java.util.TreeMap;

/** {@link Mappings} being told by the state dump and the dynamic linker. */
public final class MappingsTally {
    private final TreeMap<Address, Mapping> byAddress = new TreeMap<>();

    /** @param isPic whether the event says that addresses in the file count from where it is mapped; only the state dump can say that they do not */
    public void mapped(int vpid, long address, long bytes, Text path, boolean isPic) {
        boolean isMovable = isPic || !isProgram(address, path);
        byAddress.put(new Address(vpid, address), new Mapping(bytes, path.toString(), isMovable));
        Mappings.limit(byAddress);
    }

    /** Programs that cannot be moved lie in the lowest 2 GiB; nothing else does. */
    private static boolean isProgram(long address, Text path) {
        return path.length() > 0 && address >>> 31 == 0;
    }

    /** {@return what was told, and forgets it} */
    public Mappings cut() {
        Mappings mappings = Mappings.of(byAddress);
        byAddress.clear();
        return mappings;
    }
}
