package io.gyre.analysis.user.address;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.LowestKeys;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files mapped into processes, the last one told at each address.
 *
 * @param byAddress at most {@value #MOST}, those of the lowest processes and addresses
 * @param buildIds of the files mapped at addresses, in hexadecimal, as an event of its own tells them; empty for a file without. Limited like
 *        {@code byAddress}
 */
public record Mappings(SortedMap<Address, Mapping> byAddress, SortedMap<Address, String> buildIds) {
    private static final int MOST = 2048;
    private static final int FEWEST_BYTES = 5;

    public static final Mappings NONE = new Mappings(Collections.emptySortedMap(), Collections.emptySortedMap());

    public Mappings {
        byAddress = FixedMap.of(byAddress);
        buildIds = FixedMap.of(buildIds);
    }

    /** {@return as many of these as there is room for} */
    static Mappings of(TreeMap<Address, Mapping> all, TreeMap<Address, String> buildIds) {
        limit(all);
        limit(buildIds);
        return new Mappings(new TreeMap<>(all), new TreeMap<>(buildIds));
    }

    static void limit(TreeMap<Address, ?> all) {
        while (all.size() > MOST) {
            all.pollLastEntry();
        }
    }

    public Mappings followedBy(Mappings next) {
        if (isNone() || next.isNone()) {
            return isNone() ? next : this;
        }
        return of(new TreeMap<>(LowestKeys.sum(byAddress, next.byAddress, (_, later) -> later)),
                new TreeMap<>(LowestKeys.sum(buildIds, next.buildIds, (_, later) -> later)));
    }

    private boolean isNone() {
        return byAddress.isEmpty() && buildIds.isEmpty();
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(byAddress.size());
        byAddress.forEach((at, mapping) -> {
            at.write(out);
            out.writeUnsigned(mapping.bytes());
            out.writeString(mapping.path());
            out.writeFlag(mapping.isMovable());
        });
        out.writeUnsigned(buildIds.size());
        buildIds.forEach((at, buildId) -> {
            at.write(out);
            out.writeBytes(HexFormat.of().parseHex(buildId));
        });
    }

    public static Mappings read(PartialInput in) throws PartialFormatException {
        Mappings mappings = readWithoutBuildIds(in);
        var buildIds = in.readMap(3, Address::read, from -> HexFormat.of().formatHex(from.readBytes()));
        return new Mappings(mappings.byAddress, buildIds);
    }

    /** {@return what was written before build ids were} */
    public static Mappings readWithoutBuildIds(PartialInput in) throws PartialFormatException {
        var byAddress = in.readMap(FEWEST_BYTES, Address::read,
                from -> new Mapping(from.readUnsigned(), from.readString(), from.readFlag()));
        return new Mappings(byAddress, Collections.emptySortedMap());
    }
}
