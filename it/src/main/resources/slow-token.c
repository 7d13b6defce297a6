/*
 * A PKCS#11 library (2.40) that signs with SoftHSM2, one signature after the other, SLOW_TOKEN_RATE a second at most: what a
 * small token does. Everything else goes to SoftHSM2 as it comes.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define REAL "/usr/lib/softhsm/libsofthsm2.so"
#define CKR_GENERAL_ERROR 5UL
#define SIGN 43 /* places in CK_FUNCTION_LIST, PKCS #11 Cryptographic Token Interface Base Specification 2.40 */
#define SIGN_FINAL 45
#define FUNCTIONS 68

struct functions {
    unsigned char version[2];
    void *call[FUNCTIONS];
};

static struct functions list;
static struct functions *real;
static struct timespec each;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static unsigned long slow_sign(
        unsigned long session, void *data, unsigned long length, void *signature, unsigned long *signed_length) {
    unsigned long (*sign)(unsigned long, void *, unsigned long, void *, unsigned long *) = real->call[SIGN];
    pthread_mutex_lock(&turn);
    if (signature) {
        nanosleep(&each, NULL);
    }
    unsigned long result = sign(session, data, length, signature, signed_length);
    pthread_mutex_unlock(&turn);
    return result;
}

static unsigned long slow_final(unsigned long session, void *signature, unsigned long *signed_length) {
    unsigned long (*sign)(unsigned long, void *, unsigned long *) = real->call[SIGN_FINAL];
    pthread_mutex_lock(&turn);
    if (signature) {
        nanosleep(&each, NULL);
    }
    unsigned long result = sign(session, signature, signed_length);
    pthread_mutex_unlock(&turn);
    return result;
}

unsigned long C_GetFunctionList(struct functions **asked) {
    if (!real) {
        void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
        unsigned long (*get)(struct functions **) = library ? dlsym(library, "C_GetFunctionList") : NULL;
        const char *rate = getenv("SLOW_TOKEN_RATE");
        if (!get || !rate || atol(rate) < 1 || get(&real)) {
            return CKR_GENERAL_ERROR;
        }
        each.tv_sec = atol(rate) == 1;
        each.tv_nsec = atol(rate) == 1 ? 0 : 1000000000L / atol(rate);
        list = *real;
        list.call[SIGN] = slow_sign;
        list.call[SIGN_FINAL] = slow_final;
    }
    *asked = &list;
    return 0;
}
