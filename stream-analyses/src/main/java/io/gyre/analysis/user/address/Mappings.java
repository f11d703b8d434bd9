package io.gyre.analysis.user.address;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.LowestKeys;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files mapped into processes, the last one told at each address.
 *
 * @param byAddress at most {@value #MOST}, those of the lowest processes and addresses
 */
public record Mappings(SortedMap<Address, Mapping> byAddress) {
    private static final int MOST = 2048;
    private static final int FEWEST_BYTES = 5;

    public static final Mappings NONE = new Mappings(Collections.emptySortedMap());

    public Mappings {
        byAddress = FixedMap.of(byAddress);
    }

    /** {@return as many of these as there is room for} */
    static Mappings of(TreeMap<Address, Mapping> all) {
        limit(all);
        return new Mappings(new TreeMap<>(all));
    }

    static void limit(TreeMap<Address, Mapping> all) {
        while (all.size() > MOST) {
            all.pollLastEntry();
        }
    }

    public Mappings followedBy(Mappings next) {
        if (byAddress.isEmpty() || next.byAddress.isEmpty()) {
            return byAddress.isEmpty() ? next : this;
        }
        var joined = new TreeMap<>(LowestKeys.sum(byAddress, next.byAddress, (_, later) -> later));
        limit(joined);
        return new Mappings(joined);
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(byAddress.size());
        byAddress.forEach((at, mapping) -> {
            at.write(out);
            out.writeUnsigned(mapping.bytes());
            out.writeString(mapping.path());
            out.writeFlag(mapping.isMovable());
        });
    }

    public static Mappings read(PartialInput in) throws PartialFormatException {
        var byAddress = new TreeMap<Address, Mapping>();
        for (int left = in.readCount(FEWEST_BYTES); left > 0; left--) {
            byAddress.put(Address.read(in), new Mapping(in.readUnsigned(), in.readString(), in.readFlag()));
        }
        return new Mappings(byAddress);
    }
}
