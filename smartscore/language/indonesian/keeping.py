"""Menjaga jawaban: kunci, jurnal, salinan."""

from typing import Final

TEXTS: Final = {
    "lock.held": "{user} sedang membuka lembar ini di {host} sejak {since}. Bacalah dengan: smartscore report {sheet} - atau, bila tidak ada lagi yang mengerjakannya, mulai lagi dengan --take-over.",
    "lock.held_by_unknown": "seseorang sedang membuka lembar ini ({lock}). Coba lagi sebentar lagi, atau mulai lagi dengan --take-over.",
    "lock.taken": "{user} mengambil alih lembar ini di {host} pada {since}. Jawaban Anda yang terakhir tidak ada di lembar, tetapi disisihkan di jurnalnya; semua jawaban sebelumnya tersimpan. Lihat dengan: smartscore answers show {sheet} --aside - bicarakan bersama, lalu mulai lagi.",
    "lock.taken_unsaved": "{user} mengambil alih lembar ini di {host} pada {since}. Jawaban Anda yang terakhir tidak tersimpan ({journal} tidak dapat ditulis); semua jawaban sebelumnya tersimpan. Bicarakan bersama, lalu mulai lagi.",
    "keeping.changed": "program lain mengubah lembar ini selagi diisi; tidak ada yang ditimpa. Pakai lembar yang ada sekarang, atau simpan salinannya dan lanjutkan dengan milik Anda.",
    "keeping.removed": "lembar ini dihapus atau diganti namanya selagi diisi. Lanjutkan untuk menulisnya lagi, atau cari dulu.",
    "keeping.delayed": "lembar ini belum dapat diganti saat ini ({reason}). Jawaban Anda aman di {journal}; jawaban atau pembukaan berikutnya memasukkannya ke lembar. Tutup program lain yang membukanya.",
    "keeping.aside": "{count} jawaban {by} disisihkan ketika lembar ini diambil alih, dan isi lembar berbeda. Lihat dengan: smartscore answers show {sheet} --aside - dan bila sudah disepakati: smartscore answers dismiss {sheet}",
    "keeping.read_again": "program lain mengubah lembar ini setelah jawaban Anda yang terakhir; yang berikut ini menurut lembar yang ada sekarang.",
    "keeping.broken": "program lain mengubah lembar ini selagi diisi, dan kini tidak dapat dibaca lagi. Lembar dengan semua jawaban Anda disimpan di {backup}; pakailah sebagai gantinya.",
    "answers.dismissed": "{count} jawaban yang disisihkan dianggap selesai; {path} tetap seperti semula.",
    "answers.none_aside": "Tidak ada jawaban yang disisihkan yang berbeda dari isi {path}.",
    "warning.from_journal": "jawaban yang diambil dari jurnal wawancara yang terputus: {count} ({known}). Masukkan ke lembar dengan: smartscore assess {file}",
    "warning.journal_refused": "jurnal wawancara yang terputus berisi jawaban lain untuk {id}; yang di lembar yang berlaku. Bandingkan keduanya.",
    "warning.restored": "berkas ini terpotong; jawabannya diambil dari {journal}. Perbaiki dengan: smartscore assess {file} - atau, bila sengaja Anda pendekkan, hapus jurnalnya.",
}
