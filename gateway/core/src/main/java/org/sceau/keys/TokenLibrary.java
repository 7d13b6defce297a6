package org.sceau.keys;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The four calls of a PKCS#11 library (PKCS#11 3.1, section 5) that the platform's provider does not make: it finds no token by
 * its label, and never starts a library anew, which many need after their token was gone. For the sizes of 64-bit Unix. A
 * library is one per process, whoever uses it; while one {@link #exclusive} works nobody else does. Thread-safe.
 */
final class TokenLibrary {
    /** The library itself is the state of the whole process. */
    private static final Map<Path, TokenLibrary> LOADED = new ConcurrentHashMap<>();

    private static final ValueLayout.OfLong ULONG = ValueLayout.JAVA_LONG;
    /** CK_FUNCTION_LIST: a version of two bytes, then pointers in the standard's order. */
    private static final long TABLE_BYTES = 8 + 68 * 8;

    private static final int INITIALIZE = 0;
    private static final int FINALIZE = 1;
    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    /** CK_C_INITIALIZE_ARGS: four pointers, flags, one pointer; CKF_OS_LOCKING_OK. */
    private static final long ARGUMENTS_BYTES = 48;

    private static final long FLAGS_OF_ARGUMENTS = 32;
    private static final long OS_LOCKING = 2;
    private static final long OK = 0;
    private static final long NOT_INITIALIZED = 0x190;
    private static final long ALREADY_INITIALIZED = 0x191;
    /** CK_TOKEN_INFO: a label of 32 bytes first, flags after 96. */
    private static final long TOKEN_INFO_BYTES = 256;

    private static final int LABEL_BYTES = 32;
    private static final long FLAGS_OF_TOKEN = 96;
    private static final int MOST_SLOTS = 1024;

    private final MethodHandle initialize;
    private final MethodHandle finish;
    private final MethodHandle slotList;
    private final MethodHandle tokenInfo;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private int starts;

    private TokenLibrary(MemorySegment table) {
        this.initialize = function(table, INITIALIZE, FunctionDescriptor.of(ULONG, ValueLayout.ADDRESS));
        this.finish = function(table, FINALIZE, FunctionDescriptor.of(ULONG, ValueLayout.ADDRESS));
        this.slotList = function(
                table,
                GET_SLOT_LIST,
                FunctionDescriptor.of(ULONG, ValueLayout.JAVA_BYTE, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        this.tokenInfo = function(table, GET_TOKEN_INFO, FunctionDescriptor.of(ULONG, ULONG, ValueLayout.ADDRESS));
    }

    /** A slot with a token, and the flags of the token. */
    record Slot(long id, long flags) {
        private static final long FINAL_TRY = 0x20000;
        private static final long LOCKED = 0x40000;

        boolean lastTry() {
            return (flags & FINAL_TRY) != 0;
        }

        boolean locked() {
            return (flags & LOCKED) != 0;
        }
    }

    /** The library in that file, loaded once; throws {@link TokenUnusable}. */
    static TokenLibrary of(Path file) {
        return LOADED.computeIfAbsent(file, TokenLibrary::load);
    }

    @SuppressWarnings("restricted") // what a native library is trusted with; the operator names it
    private static TokenLibrary load(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = SymbolLookup.libraryLookup(file, Arena.global())
                    .find("C_GetFunctionList")
                    .orElseThrow(() -> new TokenUnusable(TokenFault.LIBRARY, file.toString()));
            MethodHandle list =
                    Linker.nativeLinker().downcallHandle(entry, FunctionDescriptor.of(ULONG, ValueLayout.ADDRESS));
            MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
            require(call(list, place));
            return new TokenLibrary(place.get(ValueLayout.ADDRESS, 0).reinterpret(TABLE_BYTES));
        } catch (IllegalArgumentException e) {
            throw new TokenUnusable(TokenFault.LIBRARY, file.toString());
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(MemorySegment table, int index, FunctionDescriptor form) {
        return Linker.nativeLinker().downcallHandle(table.get(ValueLayout.ADDRESS, 8 + 8L * index), form);
    }

    /** Many may use it at a time. */
    Lock shared() {
        return lock.readLock();
    }

    /** Nobody else uses it. */
    Lock exclusive() {
        return lock.writeLock();
    }

    /** How often it was started: what was opened before the last start is gone. MUST be asked under a lock. */
    int starts() {
        return starts;
    }

    /** Starts it, anew if it ran: every session of every token in it ends. MUST be called under {@link #exclusive}. */
    void start() {
        starts++;
        long ended = call(finish, MemorySegment.NULL);
        if (ended != NOT_INITIALIZED) {
            require(ended);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(ARGUMENTS_BYTES);
            arguments.set(ULONG, FLAGS_OF_ARGUMENTS, OS_LOCKING);
            long started = call(initialize, arguments);
            if (started != ALREADY_INITIALIZED) {
                require(started);
            }
        }
    }

    /** Whether it runs and a slot's token has that label. MUST be called under a lock. */
    boolean sees(String label) {
        try {
            return starts > 0 && !slots(label).isEmpty();
        } catch (TokenUnusable e) {
            return false;
        }
    }

    /** The slots whose token has that label. MUST be called under a lock. */
    List<Slot> slots(String label) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ULONG);
            require(list(MemorySegment.NULL, count));
            int room = Math.clamp(count.get(ULONG, 0), 1, MOST_SLOTS);
            MemorySegment ids = arena.allocate(ULONG, room);
            count.set(ULONG, 0, room);
            require(list(ids, count));
            List<Slot> found = new ArrayList<>();
            for (int i = 0; i < Math.min(room, count.get(ULONG, 0)); i++) {
                named(ids.getAtIndex(ULONG, i), label).ifPresent(found::add);
            }
            return found;
        }
    }

    /** The slot, if its token answers and has that label. MUST be called under a lock. */
    Optional<Slot> named(long slot, String label) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(TOKEN_INFO_BYTES);
            long answer;
            try {
                answer = (long) tokenInfo.invokeExact(slot, info);
            } catch (Throwable e) {
                throw broken(e);
            }
            byte[] name = info.asSlice(0, LABEL_BYTES).toArray(ValueLayout.JAVA_BYTE);
            return answer == OK
                            && new String(name, StandardCharsets.UTF_8).strip().equals(label)
                    ? Optional.of(new Slot(slot, info.get(ULONG, FLAGS_OF_TOKEN)))
                    : Optional.empty();
        }
    }

    private long list(MemorySegment ids, MemorySegment count) {
        byte present = 1;
        try {
            return (long) slotList.invokeExact(present, ids, count);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static long call(MethodHandle function, MemorySegment argument) {
        try {
            return (long) function.invokeExact(argument);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static void require(long answer) {
        if (answer != OK) {
            throw new TokenUnusable(TokenFault.LIBRARY, "library answers 0x" + Long.toHexString(answer));
        }
    }

    /** A call that is declared as it should be throws nothing. */
    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("a PKCS#11 library cannot be called", cause);
    }
}
