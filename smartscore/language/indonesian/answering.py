"""Yang dikatakan saat wawancara."""

from typing import Final

TEXTS: Final = {
    "interview.place": "[{number}/{count}] {groups} · {done} % terjawab · {id}",
    "interview.keys": "{keys} jawab · n tidak berlaku · ? tidak tahu · w menunggu · c catatan · e bukti · b kembali · s lewati · h bantuan · q keluar",
    "interview.number": "Sebuah angka dalam: {unit}. {count}",
    "interview.evidence_count": "{key} ({count})",
    "interview.evidence_asked": "Bukti dukung menurut tingkat atau kriteria (dokumen): {listed}; daftar: h.",
    "interview.evidence_due": "Bukti dukung untuk jawaban ini: {documents}. Untuk menambahkannya: b, lalu e.",
    "interview.now": "Sekarang: {answer}",
    "interview.has_evidence": "Bukti: {reference}",
    "interview.none_met": "tidak ada yang terpenuhi",
    "interview.saved": "tersimpan: {id} = {answer}",
    "interview.added": "tersimpan: catatan dan bukti pada {id}",
    "interview.no_reason": "Tanpa alasan tidak ada yang diubah.",
    "interview.type_something": "Tidak ada yang diketik, jadi tidak ada yang dijawab. {keys}",
    "interview.over": "Semua pertanyaan kali ini sudah ditanyakan.",
    "interview.nothing_to_undo": "Tidak ada yang dapat dibatalkan.",
    "interview.nothing_to_redo": "Tidak ada yang dapat diulangi.",
    "interview.not_found": "tidak ada pertanyaan dalam sesi ini yang cocok dengan “{value}”. Ketik id, subdimensi, atau kata dari pertanyaannya.",
    "interview.no_such_evidence": "tidak ada bukti nomor {number}; jawaban ini punya {count}.",
    "interview.first": "Ini pertanyaan pertama.",
    "interview.ask_reason": "Mengapa tidak berlaku? ",
    "interview.ask_comment": "Catatan (kosong menghapusnya): ",
    "interview.ask_reference": "Dokumen (nomor dan judul), berkas, atau tautan: ",
    "interview.ask_proves": "Dokumen mana di atas? Nomor dipisah spasi, 0 bukan salah satunya: ",
    "interview.no_evidence": "Tidak ada yang ditambahkan.",
    "interview.wrong_numbers": "Ketik nomor 1 sampai {count} dipisah spasi, atau 0.",
    "interview.ask_region": "Nama daerah (Enter bila belum): ",
    "interview.ask_period": "Tahun atau periode (Enter bila belum): ",
    "interview.ask_respondent": "Siapa yang menjawab (Enter bila belum): ",
    "interview.help": (
        "Angka adalah jawaban: tingkat dengan nomornya; ya dan tidak dengan 1 atau 0; pilihan dengan nomornya; daftar periksa "
        "dengan nomor yang terpenuhi dipisah spasi, atau 0; angka dengan angkanya sendiri. Huruf adalah perintah: n tidak "
        "berlaku di sini, dan sebabnya; ? tidak ada yang tahu; w pihak luar yang memberi jawabannya; c catatan; e bukti dukung; "
        "b pertanyaan sebelumnya; s nanti saja; q berhenti. Tiap jawaban langsung disimpan. Bukti dukung yang diminta "
        "pertanyaan ini:"
    ),
    "interview.path": "Lembar jawaban: {path}",
    "interview.resumed": "Melanjutkan: {answered} dari {count} pertanyaan sudah ada jawabannya.",
    "interview.backup": "Berkas ini pernah disunting dengan tangan; salinannya disimpan di {path}, sebab komentar tidak ditulis kembali.",
    "interview.set": "{count} jawaban diisi.",
    "interview.open": "{count} pertanyaan belum dijawab; jalankan perintah yang sama untuk melanjutkan.",
    "interview.interrupted": "Terputus; semua jawaban sejauh ini ada di {path}",
    "interview.done": "Lembar jawaban: {path}\nLaporan lengkap: smartscore report {path}",
}
