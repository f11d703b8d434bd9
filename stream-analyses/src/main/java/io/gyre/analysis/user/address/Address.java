package io.gyre.analysis.user.address;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Comparator;

/** An address in a process, such as where a function begins. */
public record Address(int vpid, long address) implements Comparable<Address> {
    private static final Comparator<Address> ORDER = Comparator.comparingInt(Address::vpid)
            .thenComparing(Address::address, Long::compareUnsigned);

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    public void write(PartialOutput out) {
        out.writeSigned(vpid);
        out.writeUnsigned(address);
    }

    public static Address read(PartialInput in) throws PartialFormatException {
        return new Address(in.readInt(), in.readUnsigned());
    }
}
