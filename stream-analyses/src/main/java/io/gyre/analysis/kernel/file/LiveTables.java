package io.gyre.analysis.kernel.file;

import io.gyre.analysis.kernel.file.FileTables.Descriptor;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link FileTables} being changed. */
final class LiveTables {
    /** PATH_MAX: a path that would be longer is left as it was given. */
    private static final int LONGEST_PATH = 4096;

    private final Map<Integer, Table> byThread = new HashMap<>();
    private final Map<Long, Table> told = new HashMap<>();

    private static final class Table {
        private final TreeMap<Integer, OpenFile> files = new TreeMap<>();
        private int users;
    }

    LiveTables(FileTables known) {
        known.owners().forEach((tid, owner) -> use(tid, table(owner)));
        known.files().forEach((descriptor, file) -> table(descriptor.owner()).files.put(descriptor.fd(), file));
        known.told().forEach((address, owner) -> told.put(address, table(owner)));
    }

    /** {@return the name of what a thread's descriptor means} */
    String name(int tid, int fd) {
        OpenFile file = file(tid, fd);
        return file == null ? FileOf.unknown(fd) : file.name();
    }

    private @Nullable OpenFile file(int tid, int fd) {
        Table table = byThread.get(tid);
        return table == null ? null : table.files.get(fd);
    }

    private Table table(int tid) {
        Table known = byThread.get(tid);
        if (known != null) {
            return known;
        }
        var made = new Table();
        use(tid, made);
        return made;
    }

    private void use(int tid, Table table) {
        if (byThread.get(tid) != table) {
            leave(tid);
            byThread.put(tid, table);
            table.users++;
        }
    }

    private void leave(int tid) {
        Table left = byThread.remove(tid);
        if (left != null) {
            left.users--;
        }
    }

    void apply(Change change) {
        switch (change) {
            case Change.Open open when open.tid() != Tids.UNKNOWN -> open(open);
            case Change.Close close when close.tid() != Tids.UNKNOWN -> close(close);
            case Change.Duplicate(int tid, int from, int to, boolean closes) when tid != Tids.UNKNOWN -> {
                OpenFile file = file(tid, from);
                // dup2 of a descriptor to itself changes nothing
                if (from != to) {
                    put(tid, to, file == null ? null : file.closingOnExec(closes));
                }
            }
            case Change.CloseOnExec(int tid, int fd, boolean closes) when tid != Tids.UNKNOWN -> {
                OpenFile file = file(tid, fd);
                if (file != null) {
                    put(tid, fd, file.closingOnExec(closes));
                }
            }
            case Change.Fork(int parent, int child, Change.Share share) -> fork(parent, child, share.likely());
            case Change.Exec(int from, int to) -> exec(from, to);
            case Change.Exit(int tid) -> leave(tid);
            case Change.Dump() -> told.clear();
            case Change.Task(int tid, long address) -> {
                Table table = told.get(address);
                if (table == null || table.users == 0) {
                    told.put(address, table(tid));
                } else {
                    use(tid, table);
                }
            }
            case Change.Told(long address, int fd, String name, boolean closes) -> {
                Table table = told.get(address);
                if (table != null && fd >= 0) {
                    table.files.put(fd, new OpenFile(name, closes));
                }
            }
            case Change.Lost() -> {
                byThread.clear();
                told.clear();
            }
            // a thread that nobody can name, or an exit whose entry was lost
            case Change.Open _,Change.Close _,Change.Duplicate _,Change.CloseOnExec _,Change.Left _ -> {
            }
        }
    }

    private void open(Change.Open open) {
        String name = open.name();
        OpenFile directory = name.startsWith("/") || open.directory() < 0 ? null : file(open.tid(), open.directory());
        if (directory != null && directory.name().length() + name.length() < LONGEST_PATH) {
            name = directory.name() + "/" + name;
        }
        put(open.tid(), open.fd(), name.isEmpty() ? null : new OpenFile(name, open.closesOnExec()));
    }

    private void put(int tid, int fd, @Nullable OpenFile file) {
        if (file != null) {
            table(tid).files.put(fd, file);
        } else {
            Table table = byThread.get(tid);
            if (table != null) {
                table.files.remove(fd);
            }
        }
    }

    private void close(Change.Close close) {
        Table table = byThread.get(close.tid());
        if (table != null) {
            var files = table.files.subMap(close.first(), true, Math.max(close.first(), close.last()), true);
            if (close.onExec()) {
                files.replaceAll((_, file) -> file.closingOnExec(true));
            } else {
                files.clear();
            }
        }
    }

    private void fork(int parent, int child, boolean shares) {
        if (child <= Tids.IDLE) {
            return;
        }
        if (shares && parent != Tids.UNKNOWN) {
            use(child, table(parent));
            return;
        }
        leave(child);
        Table of = byThread.get(parent);
        if (of != null) {
            table(child).files.putAll(of.files);
        }
    }

    /** The table is no longer shared, and loses what closes. */
    private void exec(int from, int to) {
        Table before = byThread.get(from);
        leave(from);
        leave(to);
        if (before != null && to != Tids.UNKNOWN) {
            TreeMap<Integer, OpenFile> files = table(to).files;
            before.files.forEach((fd, file) -> {
                if (!file.closesOnExec()) {
                    files.put(fd, file);
                }
            });
        }
    }

    /** {@return the tables, without those that tell nothing} */
    FileTables known() {
        var owners = new IdentityHashMap<Table, Integer>();
        byThread.forEach((tid, table) -> owners.merge(table, tid, Math::min));
        var ofThreads = new TreeMap<Integer, Integer>();
        byThread.forEach((tid, table) -> {
            if (table.users > 1) {
                ofThreads.put(tid, owner(owners, table));
            }
        });
        var files = new TreeMap<Descriptor, OpenFile>();
        owners.forEach((table, owner) -> table.files.forEach((fd, file) -> files.put(new Descriptor(owner, fd),
                file)));
        var ofAddresses = new TreeMap<Long, Integer>();
        told.forEach((address, table) -> {
            if (table.users > 0) {
                ofAddresses.put(address, owner(owners, table));
            }
        });
        return new FileTables(FileTables.limited(ofThreads), FileTables.limited(files),
                FileTables.limited(ofAddresses));
    }

    private static int owner(Map<Table, Integer> owners, Table table) {
        Integer owner = owners.get(table);
        return owner == null ? Tids.UNKNOWN : owner;
    }
}
