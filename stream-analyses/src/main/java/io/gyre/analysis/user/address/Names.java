package io.gyre.analysis.user.address;

import io.gyre.analysis.Symbols;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** Names addresses by the files mapped there: {@code libc.so.6+0x27675}. Where nothing is known, the address stands for itself. */
public final class Names {
    private final SortedMap<Address, Mapping> mappings;
    private final SortedMap<Address, String> buildIds;
    private final Symbols symbols;
    private final Map<Address, String> named = new HashMap<>();

    public Names(Mappings mappings) {
        this(mappings, Symbols.NONE);
    }

    /** @param symbols name functions: {@code libc.so.6:qsort+0x1c} */
    public Names(Mappings mappings, Symbols symbols) {
        this.mappings = mappings.byAddress();
        this.buildIds = mappings.buildIds();
        this.symbols = symbols;
    }

    /** {@return the file, and the function or the place in it} */
    public String name(int vpid, long address) {
        return named.computeIfAbsent(new Address(vpid, address), this::name);
    }

    /** {@return the same, as other machines call it too}: {@code ?} for an address of which nothing is known. */
    public String shared(int vpid, long address) {
        String name = name(vpid, address);
        return name.equals(hex(address)) ? "?" : name;
    }

    private String name(Address at) {
        int vpid = at.vpid();
        long address = at.address();
        Address begin = mappings.containsKey(at)
                ? at
                : mappings.headMap(at).isEmpty() ? null : mappings.headMap(at).lastKey();
        Mapping mapping = begin == null ? null : mappings.get(begin);
        if (begin == null || mapping == null || begin.vpid() != vpid
                || Long.compareUnsigned(address - begin.address(), mapping.bytes()) >= 0) {
            return hex(address);
        }
        String file = mapping.path().substring(mapping.path().lastIndexOf('/') + 1);
        boolean isMovable = mapping.isMovable();
        long inFile = isMovable ? address - begin.address() : address;
        return symbols
                .function(new Symbols.Place(mapping.path(), buildIds.getOrDefault(begin, ""), inFile,
                        isMovable ? Symbols.Movable.YES : Symbols.Movable.NO))
                .map(function -> file + ":" + function).orElse(file + (isMovable ? "+" : ":") + hex(inFile));
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
