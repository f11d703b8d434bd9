package io.gyre.ctf.compile;

import io.gyre.ctf.bind.BindException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls that one generated class can make: those of public methods from here or, when they are a plug-in's, from a {@link Bridge};
 * others from a class in the handler's own package.
 *
 * @param host in whose package and with whose rights
 */
record HandlerGroup(MethodHandles.Lookup host, List<Binding.Call> calls) {
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

    private record Home(@Nullable ClassLoader loader, String packageName) {
        private static final Home HERE = new Home(CompiledLoop.class.getClassLoader(),
                CompiledLoop.class.getPackageName());
    }

    /** {@return the calls by where they can be made from, groups in the order of their first call} */
    static List<HandlerGroup> of(List<Binding.Call> calls) {
        Map<Home, HandlerGroup> groups = new LinkedHashMap<>();
        for (Binding.Call call : calls) {
            Class<?> owner = call.method().method().getDeclaringClass();
            boolean open = isPublic(owner) && Modifier.isPublic(call.method().method().getModifiers());
            Home home = open && isSeenFrom(CompiledLoop.class, owner)
                    ? Home.HERE
                    : open && isOfPlugin(owner)
                            ? new Home(owner.getClassLoader(), "")
                            : new Home(owner.getClassLoader(), owner.getPackageName());
            groups.computeIfAbsent(home, _ -> new HandlerGroup(host(home, owner), new ArrayList<>())).calls.add(call);
        }
        return List.copyOf(groups.values());
    }

    private static MethodHandles.Lookup host(Home home, Class<?> owner) {
        if (home.equals(Home.HERE)) {
            return HERE;
        }
        return home.packageName().isEmpty() && isOfPlugin(owner)
                ? Bridge.below(Objects.requireNonNull(owner.getClassLoader()))
                : inside(owner);
    }

    /** {@return whether it is of a class loader below Gyre's} */
    private static boolean isOfPlugin(Class<?> owner) {
        return !owner.isHidden() && owner.getModule() != CompiledLoop.class.getModule()
                && owner.getClassLoader() != null && isSeenFrom(owner, CompiledLoop.class);
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return false;
            }
        }
        return type.getModule().isExported(type.getPackageName(), CompiledLoop.class.getModule());
    }

    /** {@return whether code of one class can name the other} */
    private static boolean isSeenFrom(Class<?> from, Class<?> named) {
        if (named.isHidden()) {
            return false;
        }
        try {
            return Class.forName(named.getName(), false, from.getClassLoader()) == named;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    private static MethodHandles.Lookup inside(Class<?> owner) {
        if (!isSeenFrom(owner, CompiledLoop.class) || owner.isHidden()) {
            throw new BindException(owner.getName() + " cannot be called from generated code: make the class and its "
                    + "methods public, in a class loader that knows Gyre's");
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, HERE);
            if (!lookup.hasFullPrivilegeAccess()) {
                throw new BindException(
                        owner.getName() + " is of another class loader: make the class and its methods public");
            }
            return lookup;
        } catch (IllegalAccessException e) {
            throw new BindException(owner.getName() + " is not accessible: make the class and its methods public in an "
                    + "exported package, or open its package to " + CompiledLoop.class.getModule(), e);
        }
    }
}
