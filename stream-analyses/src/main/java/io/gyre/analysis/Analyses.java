package io.gyre.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The analyses that are installed, by name. Immutable. */
public final class Analyses {
    private final SortedMap<String, Analysis<?>> byName;

    private Analyses(SortedMap<String, Analysis<?>> byName) {
        this.byName = byName;
    }

    /** {@return all analyses that {@link ServiceLoader} finds from this library's own class loader} */
    public static Analyses installed() {
        return installed(Analyses.class.getClassLoader());
    }

    /**
     * {@return all analyses that {@link ServiceLoader} finds}
     *
     * @param loader may be one over the jars of a plug-in folder, with this library's loader as its parent
     */
    public static Analyses installed(@Nullable ClassLoader loader) {
        var found = new ArrayList<Analysis<?>>();
        for (Analysis<?> analysis : ServiceLoader.load(Analysis.class, loader)) {
            found.add(analysis);
        }
        return of(found);
    }

    /**
     * {@return these and others}
     *
     * @throws IllegalArgumentException when a name is already taken: the message has the name and both classes
     */
    public Analyses with(Collection<? extends Analysis<?>> others) {
        var all = new ArrayList<Analysis<?>>(byName.values());
        all.addAll(others);
        return of(all);
    }

    /** {@return just these} */
    public static Analyses of(Collection<? extends Analysis<?>> analyses) {
        var byName = new TreeMap<String, Analysis<?>>();
        for (Analysis<?> analysis : analyses) {
            if (!analysis.name().matches("[a-z][a-z0-9-]{0,62}")) {
                throw new IllegalArgumentException("an analysis cannot be named \"" + analysis.name()
                        + "\": a lower case letter, then lower case letters, digits and hyphens, at most 63");
            }
            Analysis<?> other = byName.put(analysis.name(), analysis);
            if (other != null) {
                throw new IllegalArgumentException("two analyses are named " + analysis.name() + ": "
                        + origin(other) + " and " + origin(analysis));
            }
        }
        return new Analyses(byName);
    }

    /** {@return the class, and of a plug-in the jar} */
    private static String origin(Analysis<?> analysis) {
        ClassLoader loader = analysis.getClass().getClassLoader();
        boolean isPlugin = loader != null && !loader.equals(Analyses.class.getClassLoader())
                && loader.getName() != null;
        return analysis.getClass().getName() + (isPlugin ? " of " + loader.getName() : "");
    }

    /** {@return the analyses in the order of their names} */
    public List<Analysis<?>> all() {
        return List.copyOf(byName.values());
    }

    private List<Analysis<?>> usual() {
        return byName.values().stream().filter(analysis -> !analysis.isLarge()).toList();
    }

    public Collection<String> names() {
        return byName.keySet();
    }

    /**
     * {@return the analyses with these names, in the order of their names; when {@code names} is empty, all that are not
     * {@linkplain Analysis#isLarge large}}
     *
     * @throws IllegalArgumentException naming those that there are, when one is not installed
     */
    public List<Analysis<?>> select(Collection<String> names) {
        if (names.isEmpty()) {
            return usual();
        }
        var selected = new TreeMap<String, Analysis<?>>();
        for (String name : names) {
            Analysis<?> analysis = byName.get(name);
            if (analysis == null) {
                throw new IllegalArgumentException(
                        "no analysis is named \"" + name + "\"; installed: " + String.join(", ", byName.keySet()));
            }
            selected.put(name, analysis);
        }
        return List.copyOf(selected.values());
    }
}
