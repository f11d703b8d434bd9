package io.gyre.publisher.find;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that LTTng gives to chunk folders. */
final class FolderName {
    static final String ARCHIVES = "archives";
    /** The chunk that is being closed, until it is renamed into {@link #ARCHIVES} or, when cleared, removed. */
    static final String CLOSING_CHUNK = ".tmp_old_chunk";

    private static final String TIME = "\\d{8}T\\d{6}[+-]\\d{4}";
    private static final Pattern FINISHED = Pattern.compile(TIME + "-" + TIME + "-(\\d{1,18})");
    private static final Pattern CURRENT = Pattern.compile(TIME + "-(\\d{1,18})");
    /** A chunk that was never rotated lies in the session's folder itself, one folder per tracing domain. */
    private static final Pattern DOMAIN = Pattern.compile("kernel|ust");

    private FolderName() {}

    /** {@return the id in {@code <begin>-<end>-<id>}} */
    static OptionalLong finishedId(String name) {
        return id(FINISHED.matcher(name));
    }

    /** {@return the id in {@code <begin>-<id>}} */
    static OptionalLong currentId(String name) {
        return id(CURRENT.matcher(name));
    }

    static boolean isDomain(String name) {
        return DOMAIN.matcher(name).matches();
    }

    static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    private static OptionalLong id(Matcher name) {
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }
}
