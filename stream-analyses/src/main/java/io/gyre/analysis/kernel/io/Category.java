package io.gyre.analysis.kernel.io;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a system call does about files and sockets. */
public enum Category {
    OPEN("open", "open openat openat2 creat socket accept accept4"), CLOSE("close", "close close_range"), READ("read",
            "read readv pread64 preadv preadv2"), WRITE("write", "write writev pwrite64 pwritev pwritev2"), RECEIVE(
                    "receive", "recv recvfrom recvmsg"), SEND("send", "send sendto sendmsg"), COPY("copy",
                            "sendfile sendfile64 splice tee vmsplice copy_file_range"), SYNC("sync",
                                    "sync fsync fdatasync syncfs sync_file_range msync");

    private static final Map<String, Category> BY_CALL = new HashMap<>();

    static {
        for (Category category : values()) {
            for (String call : category.calls.split(" ", -1)) {
                BY_CALL.put(call, category);
            }
        }
    }

    private final String word;
    private final String calls;

    Category(String word, String calls) {
        this.word = word;
        this.calls = calls;
    }

    String word() {
        return word;
    }

    /** {@return whether a call of this kind returns a number of bytes} */
    boolean countsBytes() {
        return switch (this) {
            case READ, WRITE, RECEIVE, SEND, COPY -> true;
            case OPEN, CLOSE, SYNC -> false;
        };
    }

    /** {@return what a system call of this name does; null for one that is about something else} */
    static @Nullable Category of(String call) {
        return BY_CALL.get(call.startsWith("compat_") ? call.substring("compat_".length()) : call);
    }
}
