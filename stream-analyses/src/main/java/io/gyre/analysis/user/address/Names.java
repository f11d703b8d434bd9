package io.gyre.analysis.user.address;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** Names addresses by the files mapped there: {@code libc.so.6+0x27675}. Where nothing is known, the address stands for itself. */
public final class Names {
    private final SortedMap<Address, Mapping> mappings;

    public Names(Mappings mappings) {
        this.mappings = mappings.byAddress();
    }

    /** {@return the file and the place in it} */
    public String name(int vpid, long address) {
        var at = new Address(vpid, address);
        Address begin = mappings.containsKey(at)
                ? at
                : mappings.headMap(at).isEmpty() ? null : mappings.headMap(at).lastKey();
        Mapping mapping = begin == null ? null : mappings.get(begin);
        if (begin == null || mapping == null || begin.vpid() != vpid
                || Long.compareUnsigned(address - begin.address(), mapping.bytes()) >= 0) {
            return hex(address);
        }
        String file = mapping.path().substring(mapping.path().lastIndexOf('/') + 1);
        return file + (mapping.isMovable() ? "+" + hex(address - begin.address()) : ":" + hex(address));
    }

    private static String hex(long address) {
        return "0x" + HexFormat.of().withLowerCase().toHexDigits(address).replaceFirst("^0{1,15}", "");
    }

    /** {@return the program of a process, and its id} */
    public String process(int vpid) {
        String program = program(vpid);
        return (program.isEmpty() ? "process" : program) + "-" + vpid;
    }

    /** {@return the same as tables show it: {@code calls (59)}} */
    public String label(int vpid) {
        String program = program(vpid);
        return (program.isEmpty() ? "?" : program) + " (" + vpid + ")";
    }

    /** {@return the program of a process}: the file mapped lowest; empty where nothing is known. */
    public String program(int vpid) {
        for (Map.Entry<Address, Mapping> entry : mappings.tailMap(new Address(vpid, 0)).entrySet()) {
            if (entry.getKey().vpid() == vpid) {
                String path = entry.getValue().path();
                return path.substring(path.lastIndexOf('/') + 1);
            }
            break;
        }
        return "";
    }
}
