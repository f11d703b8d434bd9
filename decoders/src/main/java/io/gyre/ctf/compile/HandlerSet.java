package io.gyre.ctf.compile;

import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import io.gyre.ctf.filter.InterpretedFilter;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Handler objects and their methods, checked as far as that can be done without a trace. */
public final class HandlerSet {
    private final List<?> handlers;
    private final List<Class<?>> classes;
    private final List<HandlerMethod> methods;
    private final List<MethodHandle> onPacket = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    private HandlerSet(List<?> handlers) {
        this.handlers = List.copyOf(handlers);
        this.classes = handlers.stream().<Class<?>>map(Object::getClass).toList();
        this.methods = HandlerMethods.onEvent(classes);
        for (int i = 0; i < handlers.size(); i++) {
            for (Method method : HandlerMethods.onPacket(classes.get(i))) {
                onPacket.add(target(method, i));
            }
            if (handlers.get(i) instanceof Watching watching) {
                watches.addAll(watching.watches());
            }
        }
    }

    /**
     * {@return the annotated methods of some objects}
     *
     * @throws BindException when a method cannot be called or asks for what no event has
     */
    public static HandlerSet of(List<?> handlers) {
        return new HandlerSet(handlers);
    }

    List<Class<?>> classes() {
        return classes;
    }

    Object[] objects() {
        return handlers.toArray();
    }

    List<Watch> watches() {
        return watches;
    }

    List<HandlerMethod> methods() {
        return methods;
    }

    /** Tells the {@code @OnPacket} methods. */
    public void packetOpened(StreamInfo stream, PacketHeader packet) {
        for (MethodHandle target : onPacket) {
            call(target, stream, packet);
        }
    }

    /**
     * {@return a reader that is compiled for these handlers and a data stream class}
     *
     * @throws BindException when one of its event classes lacks a field, or has it with another type
     */
    public EventLoop compiled(StreamLayout layout) {
        return compiled(layout, Selection.ALL);
    }

    /** {@return a compiled reader of the events selected} */
    public EventLoop compiled(StreamLayout layout, Selection selection) {
        return HandlerBodies.loop(layout, this, selection);
    }

    /** {@return a reader that walks the layout, for handler methods alone} */
    public EventLoop interpreted(StreamLayout layout) {
        return interpreted(layout, Selection.ALL);
    }

    /** {@return a reader of the events selected that walks the layout, for handler methods alone} */
    public EventLoop interpreted(StreamLayout layout, Selection selection) {
        return new InterpretedLoop(layout, new InterpretedHandlers(layout, this,
                event -> Binding.of(event, layout.streamClass(), methods).calls()),
                InterpretedFilter.of(layout, selection));
    }

    /** {@return a reader of one event class that walks the layout and makes some of the calls} */
    InterpretedLoop interpreted(StreamLayout layout, List<Binding.Call> calls) {
        return new InterpretedLoop(layout, new InterpretedHandlers(layout, this, _ -> calls));
    }

    MethodHandle target(HandlerMethod method) {
        return target(method.method(), method.handler());
    }

    private MethodHandle target(Method method, int handler) {
        try {
            return MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup()).unreflect(method)
                    .bindTo(handlers.get(handler)).asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw new BindException(method.getDeclaringClass().getName() + "." + method.getName()
                    + " cannot be called: make class and method public in an exported package, or open the package", e);
        }
    }

    static void call(MethodHandle target, Object... arguments) {
        try {
            Object result = target.invoke(arguments);
            assert result == null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a handler threw", e);
        }
    }

    @Override
    public String toString() {
        return classes.stream().map(Class::getName).collect(Collectors.joining(", "));
    }
}
